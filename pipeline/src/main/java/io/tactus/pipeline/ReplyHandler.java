package io.tactus.pipeline;

import org.agrona.DirectBuffer;

/** Receives the replies of one {@link Submitter}, on the thread that drains it. */
@FunctionalInterface
public interface ReplyHandler {
  /**
   * One reply. Replies of one submitter come in the order in which its commands were admitted.
   *
   * @param correlation what the submitter gave with the command
   * @param sequence the journal sequence of the command, 0 if {@code outcome} is unknown
   * @param tick the tick the command belongs to
   * @param body valid only during this call; read it with {@link
   *     io.tactus.pipeline.command.ReplyDecoder}
   * @param length bytes of the body; 0 if the outcome is unknown
   */
  void onReply(
      long correlation,
      Outcome outcome,
      long sequence,
      long tick,
      DirectBuffer body,
      int offset,
      int length);
}
