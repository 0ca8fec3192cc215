package io.tactus.storage.parallel;

/**
 * How a job ended, the same with any number of threads: the ranges count in order, up to and with
 * the first that failed or with which a limit was passed.
 *
 * @param steps taken by these ranges; above the limit if that was passed
 * @param bytes these ranges want to change; above the limit if that was passed
 * @param failure what that range threw, or what a thread threw in none, memory having run out, say
 *     (steps and bytes are 0 then), or null
 */
public record RangeOutcome(long steps, long bytes, Throwable failure) {

  /** Throws the failure, if there is one. */
  public void rethrow() {
    switch (failure) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(failure);
    }
  }
}
