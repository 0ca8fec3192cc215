package io.tactus.gateway.access;

/** Whether credentials were taken back: those of one key, or all a key of tokens has signed. */
final class Validity {

  private volatile boolean ended;

  boolean holds() {
    return !ended;
  }

  /** Takes them back, for good. Threading: any thread. */
  void end() {
    ended = true;
  }
}
