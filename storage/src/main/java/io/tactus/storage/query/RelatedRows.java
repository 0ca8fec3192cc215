package io.tactus.storage.query;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.WorkBudget;
import java.util.function.IntFunction;

/**
 * Writes the related rows of rows that a command has written, as the command leaves them: from the
 * working state and at the expense of its budget, so that it is the same on every replay.
 *
 * <p>Of an array within a row at most {@link #MAX_ROWS} rows are written; a longer one rejects.
 * Threading: the working state's owner. Reusable.
 */
public final class RelatedRows {

  /** Most related rows of one array. Decides outcomes: it goes with the semantics version. */
  public static final int MAX_ROWS = 10_000;

  private static final RunLimits LIMITS = new RunLimits(MAX_ROWS, MAX_ROWS, Long.MAX_VALUE, false);

  private final QueryWork work = new QueryWork();
  private final ResultWriter results = new ResultWriter(work);
  private final WorkingRows rows = new WorkingRows();

  /** Creates a writer of nothing. */
  public RelatedRows() {}

  /**
   * Begins with the rows of a query's table.
   *
   * @param query compiled against the catalog of the working state
   * @param table the query's table
   * @param tables finds all tables of the working state by their id
   */
  public void begin(Query query, Table table, IntFunction<Table> tables, WorkBudget budget) {
    work.begin(table.meta().name(), budget);
    results.bind(query, rows.bind(table, tables), LIMITS);
  }

  /** Tells whether a row is wanted: not if it lacks related rows that {@code !inner} asks for. */
  public boolean admits(long row) {
    return results.admits(row);
  }

  /**
   * Writes the members of a row's object that hold its related rows, each with a comma before it;
   * the first with the opening brace instead if nothing else is selected.
   *
   * @param row the row's image, attached or not
   * @param afterEach called after each related row; may throw to end it
   */
  public void write(JsonWriter out, long row, Runnable afterEach) {
    results.writeRelated(out, row, afterEach);
  }
}
