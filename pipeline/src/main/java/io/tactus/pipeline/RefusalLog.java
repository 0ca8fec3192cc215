package io.tactus.pipeline;

import io.tactus.storage.Rejection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what ticks had refused, because nobody waits for a reply, and every procedure that failed,
 * because its caller is not shown what it threw. What repeats is logged ever more rarely: the
 * first, second, fourth, eighth time and so on, so that a loop of failing calls fills no log. The
 * same is the same procedure with the same refusal and the same class of exception.
 *
 * <p>Threading: any thread.
 */
final class RefusalLog {
  /** Kinds counted one by one; plug-ins choose names and classes, so all others share a count. */
  static final int MAX_KINDS = 1024;

  private static final Kind OTHERS = new Kind("", "", "");

  private final Logger log;
  private final Map<Kind, Long> times = new ConcurrentHashMap<>();

  private record Kind(String what, String name, String thrown) {
    static Kind of(String what, Rejection rejection) {
      Throwable cause = rejection.getCause();
      return new Kind(what, rejection.name(), cause == null ? "" : cause.getClass().getName());
    }
  }

  RefusalLog() {
    this(LoggerFactory.getLogger(RefusalLog.class));
  }

  RefusalLog(Logger log) {
    this.log = log;
  }

  /** The command at this sequence, or what a tick ran there, is undone. */
  void onRefused(long sequence, String what, Rejection rejection) {
    log(what, "was undone at sequence", sequence, rejection);
  }

  /** A dry run was refused, as if it were at this sequence. */
  void onTried(long sequence, String what, Rejection rejection) {
    log(what, "failed in a dry run of sequence", sequence, rejection);
  }

  /** A procedure that only reads failed over the version of this sequence. */
  void onRead(long sequence, String what, Rejection rejection) {
    log(what, "failed in a read of sequence", sequence, rejection);
  }

  private void log(String what, String happened, long sequence, Rejection rejection) {
    Kind kind = Kind.of(what, rejection);
    boolean known = times.containsKey(kind) || times.size() < MAX_KINDS;
    long count = times.merge(known ? kind : OTHERS, 1L, Long::sum);
    if (Long.bitCount(count) == 1) {
      log(what, happened, sequence, rejection, count, rejection.getCause());
    }
  }

  private void log(
      String what,
      String happened,
      long sequence,
      Rejection rejection,
      long count,
      Throwable thrown) {
    try {
      log.warn(
          "{} {} {}: {} ({}), number {} of its kind",
          what,
          happened,
          sequence,
          rejection.getMessage(),
          rejection.name(),
          count,
          thrown);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // An exception of game code is asked for its message here, which is game code as well.
      if (thrown != null) {
        log(what, happened, sequence, rejection, count, null);
      }
    }
  }
}
