package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.ReplyEncoder;
import org.agrona.DirectBuffer;

/** Applies the commands of one type. Threading: applying thread. */
interface CommandHandler {
  /**
   * Applies a command, within the transaction that the {@link Applier} opened.
   *
   * @throws io.tactus.storage.Rejection to have everything undone and the command refused
   * @throws io.tactus.pipeline.command.MalformedCommand if the body is no such command; refused as
   *     malformed
   */
  void apply(Command command, DirectBuffer body, int offset, int length, ReplyEncoder out);
}
