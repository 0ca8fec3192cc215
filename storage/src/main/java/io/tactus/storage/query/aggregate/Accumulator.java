package io.tactus.storage.query.aggregate;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.row.RowJson;

/**
 * Keeps what a function needs to know of the rows so far, in a few words of an array that many
 * groups share. All zero is the state before the first row. Threading: immutable.
 */
public abstract class Accumulator {

  Accumulator() {}

  /** Returns how many words the state takes. */
  abstract int words();

  /** Takes a row. */
  abstract void add(long[] state, int at, long rowAddress);

  /**
   * Writes the result as JSON.
   *
   * @throws io.tactus.storage.Rejection INVALID_VALUE {@code value_out_of_range} if the result does
   *     not fit the type it has
   */
  abstract void write(JsonWriter out, RowJson rows, long[] state, int at);
}
