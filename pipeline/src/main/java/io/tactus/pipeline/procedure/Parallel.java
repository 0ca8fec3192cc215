package io.tactus.pipeline.procedure;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All rows of a table at once, by all cores.
 *
 * <pre>{@code
 * Table players = context.table("players");
 * Column gold = players.column("gold");
 * Column online = players.column("online");
 *
 * long total =
 *     players.parallel()
 *         .where(row -> row.getBoolean(online))
 *         .reduce(() -> new long[1], (sum, row) -> sum[0] += row.getLong(gold),
 *             (left, right) -> { left[0] += right[0]; return left; })[0];
 *
 * long paid = players.parallel().update(row -> row.set(gold, row.getLong(gold) + 10), gold);
 * }</pre>
 *
 * <p>The table is cut into ranges of pages that depend on its contents alone; each range has an
 * accumulator of its own, and those are merged in range order on the calling thread. So a result
 * does not depend on how many threads there are, sums of floats included.
 *
 * <p>The functions run on several threads at once. They may use the row and the accumulator they
 * are given, columns, and what does not change meanwhile. Everything else of the context (tables,
 * random numbers, events) throws {@link IllegalStateException} there, except {@link
 * Context#reject}. Variables of the procedure that they change would make results depend on threads
 * and are a mistake that nothing catches: accumulate instead. Rows and accumulators may not be
 * kept.
 *
 * <p>Work is charged as on one thread: a step for each row, in a read-only procedure for each free
 * slot, too, and for what an instrumented plug-in does; in a transactional procedure a row of the
 * work budget for each slot looked at, live or free, and each row written. If ranges fail, the one
 * that comes first in the table decides.
 */
public interface Parallel {
  /** Only rows for which this holds as well. Returns another view; this one stays as it is. */
  Parallel where(Predicate<? super Row> condition);

  /**
   * Adds every row to an accumulator and merges those of all ranges in storage order.
   *
   * @param newAccumulator called on the calling thread, once for the result and once per range;
   *     must return a new one each time
   * @param step adds a row
   * @param merge adds its second argument to its first and returns the result; called on the
   *     calling thread
   * @return the merged accumulator; a new one if there are no rows
   */
  <A> A reduce(
      Supplier<? extends A> newAccumulator,
      BiConsumer<? super A, ? super Row> step,
      BinaryOperator<A> merge);

  /** One value per row, in storage order. Allocates: for few rows. */
  <T> List<T> map(Function<? super Row, ? extends T> function);

  /** How many rows there are. */
  long count();

  /**
   * Changes rows; those left as they are do not count as written. All or nothing: if this throws,
   * no row has changed.
   *
   * @param change sets columns of the row it is given; sees no other row
   * @param columns all it may set: of fixed size, in no key, index or reference, not generated.
   *     {@link IllegalArgumentException} names one that is not
   * @return how many rows changed
   */
  long update(Consumer<? super MutableRow> change, Column... columns);
}
