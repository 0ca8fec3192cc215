package io.tactus.pipeline.apply;

import io.tactus.pipeline.Outcome;
import org.agrona.DirectBuffer;

/** Takes the reply of an applied command. */
@FunctionalInterface
public interface ReplySink {
  /** A sink that wants nothing: replays. */
  ReplySink NONE = (outcome, body, offset, length) -> {};

  /** The body is valid during the call only. */
  void onReply(Outcome outcome, DirectBuffer body, int offset, int length);
}
