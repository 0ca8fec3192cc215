package io.tactus.pipeline.simulation;

import io.tactus.storage.RejectionCode;
import java.util.Set;

/** A submitted command as the model understands it. Immutable. */
interface Move {
  /**
   * Says what must become of it.
   *
   * @param before the world as the command meets it; not to be changed
   */
  Judgement judge(World before, Entry entry);

  /**
   * What must become of a command.
   *
   * @param refused why it may be refused; empty: it must be applied
   * @param failedIndex the operation that is to be named, -1 if it does not matter
   * @param after the world if it is applied
   */
  record Judgement(Set<RejectionCode> refused, int failedIndex, World after) {}
}
