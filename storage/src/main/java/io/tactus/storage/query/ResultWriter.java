package io.tactus.storage.query;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.query.aggregate.GroupTable;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.table.TableReader;

/**
 * Runs queries and writes their results as JSON: rows, or groups of rows. Reusable; allocates
 * nothing per row once buffers have grown. Threading: one thread.
 */
public final class ResultWriter {

  private final QueryRunner runner = new QueryRunner();
  private final RowJson json = new RowJson();
  private final GroupTable groups = new GroupTable();
  private final TopRows sorted = new TopRows();
  private long matched;

  /** Creates a writer. */
  public ResultWriter() {}

  /**
   * Runs a query and writes its results.
   *
   * @param reader bound to a pinned version with the query's layout
   * @param array whether they are the elements of an array, or follow each other
   * @param afterEach called after each result; may throw to end the run
   * @return how many results were written
   * @throws io.tactus.storage.Rejection as {@link QueryRunner#run}; RESULT_TOO_LARGE for too many
   *     groups; INVALID_VALUE for a sum that its type does not hold
   */
  public long write(
      Query query,
      TableReader reader,
      RunLimits limits,
      boolean array,
      JsonWriter out,
      Runnable afterEach) {
    int start = out.size();
    if (query.aggregation() != null) {
      return writeGroups(query, reader, limits, array, out, afterEach);
    }
    long returned =
        runner.run(
            query,
            reader,
            limits,
            row -> {
              separate(array, out, out.size() == start);
              json.write(out, query.projection(), row, reader);
              afterEach.run();
            });
    matched = runner.matched();
    end(array, out, returned == 0);
    return returned;
  }

  private long writeGroups(
      Query query,
      TableReader reader,
      RunLimits limits,
      boolean array,
      JsonWriter out,
      Runnable afterEach) {
    runner.group(query, reader, limits, groups);
    matched = groups.count();
    // Groups of no fields are one, and there is nothing to put in order.
    long take = Math.min(query.limit(), limits.rowLimit());
    sorted.reset(
        query.order(), 0, (int) Math.min(query.offset() + Math.min(take, matched), matched));
    boolean grouped = query.order().size() > 0;
    for (int group = 0; group < matched && grouped; group++) {
      sorted.add(groups.row(group));
    }
    sorted.sort();
    long present = grouped ? sorted.size() : matched;
    long returned = 0;
    for (long i = query.offset(); i < present && returned < take; i++) {
      separate(array, out, returned == 0);
      int group = grouped ? groups.groupOf(sorted.get((int) i)) : 0;
      query.aggregation().write(out, json, groups, group);
      afterEach.run();
      returned++;
    }
    end(array, out, returned == 0);
    return returned;
  }

  private static void separate(boolean array, JsonWriter out, boolean first) {
    if (array) {
      out.writeByte(first ? JsonWriter.ARRAY_START : JsonWriter.COMMA);
    }
  }

  private static void end(boolean array, JsonWriter out, boolean empty) {
    if (array) {
      out.writeAscii(empty ? "[]" : "]");
    }
  }

  /**
   * Returns how many rows, or groups, there are in all, whatever part of them was written: exact if
   * the run was to count all, and for groups.
   */
  public long matched() {
    return matched;
  }

  /** Returns how many rows and index entries the last run looked at, with the cost of tests. */
  public long scanned() {
    return runner.scanned();
  }
}
