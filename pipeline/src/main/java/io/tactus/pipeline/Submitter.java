package io.tactus.pipeline;

import org.agrona.DirectBuffer;

/**
 * The door into the engine for one thread, which submits commands and drains their replies.
 *
 * <p>Room for the reply is reserved when a command is admitted, so that the thread that applies
 * commands never waits for this one. Threading: one thread, the same for both methods; {@code wake}
 * runs on the applying thread.
 */
public interface Submitter {
  /**
   * Hands a command over, or says at once why not.
   *
   * @param type one of {@link io.tactus.pipeline.command.CommandType}
   * @param schemaVersion the schema the body was encoded against
   * @param body copied before this returns
   * @param correlation given back with the reply
   * @param replyBytes most bytes the reply may take, as {@link
   *     io.tactus.pipeline.command.OperationsEncoder#replyBytes()} says
   */
  Admission trySubmit(
      int type,
      long schemaVersion,
      long caller,
      long requestId,
      DirectBuffer body,
      int offset,
      int length,
      long correlation,
      int replyBytes);

  /**
   * Gives all replies that are there to {@code handler}, in the order of admission.
   *
   * @return how many
   */
  int drain(ReplyHandler handler);

  /** Commands admitted whose replies have not been drained. */
  int inFlight();

  /**
   * Whether a reply is just being handed over whose command went through the stages; only then the
   * three times below mean something. They are in {@link System#nanoTime} terms.
   */
  boolean hasTimes();

  /** When the command was admitted. */
  long admittedNs();

  /** When its batch began to be journaled. */
  long takenNs();

  /** When its batch was journaled and began to be applied. */
  long applyingNs();
}
