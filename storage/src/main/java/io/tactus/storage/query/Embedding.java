package io.tactus.storage.query;

import java.nio.charset.StandardCharsets;

/**
 * Related rows within the rows of a result: what {@code guild(name)} in a select list means.
 * Threading: immutable.
 *
 * @param name its name in the result
 * @param relation the way to the related rows
 * @param query what is wanted of them: columns, filter, order, limit, embeddings of their own
 * @param inner whether rows without related ones are left out
 */
record Embedding(String name, Relation relation, Query query, boolean inner) {

  /** Returns what is written before the value. */
  byte[] prefix(boolean first) {
    return ((first ? "{\"" : ",\"") + name + "\":").getBytes(StandardCharsets.UTF_8);
  }

  /** Describes the way to the related rows, for people. */
  String plan() {
    String way = relation.toOne() ? "key" : "reference";
    String index = relation.toOne() ? "primary" : "ref:" + relation.field();
    return name
        + (inner ? "!inner" : "")
        + ": "
        + way
        + " "
        + relation.target().name()
        + " by "
        + index
        + (query.filter().isEmpty() ? "" : ", filter " + query.filter());
  }
}
