package io.tactus.storage.thread;

import java.util.List;

/** Waits for threads whose memory is given back next, so that no interrupt may cut it short. */
public final class ThreadJoin {

  private ThreadJoin() {}

  /** Returns when all have ended. An interrupt meanwhile is kept for the caller to find. */
  public static void await(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
