package io.tactus.gateway.rest;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.table.TableMeta;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parameter {@code on_conflict}: the columns that tell which rows are duplicates of each other.
 * Threading: stateless.
 */
final class ConflictTarget {

  private ConflictTarget() {}

  /**
   * Returns the unique index over exactly the columns named, in any order; null for the primary
   * key, which is what counts if none are named.
   */
  static String of(Request request, TableMeta table) {
    String list = request.query().first("on_conflict");
    if (list == null) {
      return null;
    }
    Set<String> columns = new HashSet<>();
    for (String name : list.split(",", -1)) {
      columns.add(name.strip().replace("\"", ""));
    }
    if (columns.equals(Set.copyOf(table.definition().primaryKey()))) {
      return null;
    }
    List<IndexDefinition> indexes = table.definition().indexes();
    for (IndexDefinition index : indexes) {
      if (index.unique() && columns.equals(Set.copyOf(index.fields()))) {
        return index.name();
      }
    }
    throw new Refusal(
        Problem.of(
                ProblemType.NO_SUCH_CONSTRAINT,
                "There is no unique index on exactly the columns of on_conflict: " + list)
            .at(table.name()));
  }
}
