package io.tactus.gateway.feed;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.storage.query.Filter;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.row.RowProjection;
import io.tactus.storage.table.TableMeta;
import java.util.List;

/**
 * One table of a subscription at one layout: decides what a changed row is to the filter, and
 * renders it.
 *
 * <pre>
 *   before   after        is told as
 *   -        matches      insert
 *   matches  matches      update, or delete and insert if the key is another
 *   matches  -            delete
 *   -        -            nothing
 * </pre>
 *
 * <p>Threading: immutable; the tools are the caller's.
 */
record TableFeed(TableMeta table, Filter filter, RowProjection columns) {

  /**
   * Compiles filter and select for a table.
   *
   * @throws io.tactus.storage.Rejection INVALID_QUERY: there is no such field, or it is of another
   *     type
   */
  static TableFeed compile(TableMeta table, List<QueryTerm> terms) {
    Query query = Query.compile(table.layout(), terms);
    if (query.projection() == null) {
      throw ProblemType.INVALID_QUERY.refuse("A feed has rows, not aggregates.");
    }
    return new TableFeed(table, query.filter(), query.projection());
  }

  /**
   * Appends what a change is to the filter, each part behind a comma but for the first.
   *
   * @param any whether something stands in the list already
   * @return whether something stands there now
   */
  boolean append(
      JsonWriter out, RowJson rows, long oldRow, long newRow, boolean withOld, boolean any) {
    long before = oldRow != 0 && filter.matches(oldRow) ? oldRow : 0;
    long after = newRow != 0 && filter.matches(newRow) ? newRow : 0;
    if (before == 0 && after == 0) {
      return any;
    }
    if (before != 0 && after != 0 && table.layout().compareKeys(before, after) != 0) {
      one(out, rows, "delete", before, 0, withOld, any);
      one(out, rows, "insert", 0, after, withOld, true);
      return true;
    }
    String operation = before == 0 ? "insert" : after == 0 ? "delete" : "update";
    one(out, rows, operation, before, after, withOld, any);
    return true;
  }

  private void one(
      JsonWriter out,
      RowJson rows,
      String operation,
      long before,
      long after,
      boolean withOld,
      boolean any) {
    out.writeAscii(any ? ",{\"table\":" : "{\"table\":");
    out.writeString(table.name());
    out.writeAscii(",\"op\":\"");
    out.writeAscii(operation);
    out.writeAscii("\",\"key\":");
    rows.writeKey(out, table.layout(), after == 0 ? before : after);
    row(out, rows, ",\"new\":", after);
    if (withOld) {
      row(out, rows, ",\"old\":", before);
    }
    out.writeByte((byte) '}');
  }

  private void row(JsonWriter out, RowJson rows, String name, long row) {
    out.writeAscii(name);
    if (row == 0) {
      out.writeNull();
    } else {
      rows.write(out, columns, row);
    }
  }
}
