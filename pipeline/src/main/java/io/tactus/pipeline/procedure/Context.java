package io.tactus.pipeline.procedure;

import io.tactus.storage.Rejection;
import java.util.random.RandomGenerator;

/** What a procedure sees of the world. Valid only while it runs, on its thread. */
public interface Context {
  /** The table called {@code name}; rejects with {@code not_found} if there is none. */
  Table table(String name);

  /** Tick time in microseconds since the epoch; the same for all commands of a tick. */
  long nowMicros();

  /** The number of the current tick. */
  long tick();

  /** The sequence of the running command; of the version read, in a read-only procedure. */
  long sequence();

  /** Who calls; 0 if nobody in particular. */
  long caller();

  /** Random numbers determined by the sequence of the command: the same on every replay. */
  RandomGenerator random();

  /** Emits an event to the change feed if the transaction commits. */
  void emit(String topic, String json);

  /**
   * Runs a procedure, as a transaction of its own, on the first tick at or after {@code nowMicros()
   * + delayMicros}. Survives restarts; if it is then refused, that is the end of it.
   *
   * @param arguments filled after {@link #argumentsFor}
   */
  void scheduleAfter(long delayMicros, String procedure, TupleWriter arguments);

  /** Runs a procedure on tick {@code tick}, or on the next one if that is past. */
  void scheduleAtTick(long tick, String procedure, TupleWriter arguments);

  /**
   * An empty tuple of the arguments of a procedure, to be filled and scheduled; reused by the next
   * call of this method. It may take 600 bytes.
   */
  TupleWriter argumentsFor(String procedure);

  /**
   * Puts off the checks of references to the end of the transaction, which is that of the whole
   * batch if a batch calls this procedure: until then a row may refer to one that is not there yet,
   * and one that is referred to may be gone. Deletes still cascade, and set null, at once. What is
   * then not whole refuses the transaction; the procedure cannot catch that.
   */
  void deferReferences();

  /**
   * Refuses: {@code throw context.reject("already_queued", "the player is queued")}. Always throws.
   *
   * @param code a stable name, lower case with underscores
   */
  Rejection reject(String code, String message);

  /** Charges the work budget for work the engine cannot see. */
  void charge(int units);
}
