package io.tactus.pipeline.ring;

/** Work that passes through the ring in order with the commands. Must not throw. */
public interface Control {
  /** Runs on the journal thread, after the commands before it were appended and committed. */
  default void onJournal() {}

  /** Runs on the applying thread, after the commands before it were applied. */
  default void onApply() {}
}
