package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class RefusalLogTest {

  private record Line(Level level, String text, Throwable thrown) {}

  /** Keeps what is logged. */
  private static final class Lines extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final transient List<Line> lines = new ArrayList<>();
    private boolean renders;

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return getClass().getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
      if (renders && thrown != null) {
        // As those do that write to a file.
        thrown.printStackTrace(new PrintWriter(new StringWriter()));
      }
      String text = MessageFormatter.basicArrayFormat(pattern, arguments);
      lines.add(new Line(level, text, thrown));
    }
  }

  private final Lines log = new Lines();
  private final RefusalLog refusals = new RefusalLog(log);

  private static Rejection failure(Throwable thrown) {
    return new Rejection(RejectionCode.PROCEDURE_FAILED, "p failed: " + thrown).withCause(thrown);
  }

  @Test
  void shouldLogWhatWasThrownWithProcedureAndSequence() {
    Throwable thrown = new IllegalStateException("a defect");
    refusals.onRefused(12, "p", failure(thrown).withFailedIndex(3));
    assertEquals(
        "p was undone at sequence 12: p failed: java.lang.IllegalStateException: a defect"
            + " (procedure_failed), number 1 of its kind",
        log.lines.getFirst().text());
    assertSame(thrown, log.lines.getFirst().thrown());
    assertEquals(Level.WARN, log.lines.getFirst().level());
  }

  @Test
  void shouldLogARefusalWithoutACause() {
    refusals.onRefused(1, "t", new Rejection(RejectionCode.WORK_BUDGET, "t used it up"));
    assertNull(log.lines.getFirst().thrown());
  }

  @Test
  void shouldLogWhatRepeatsEverMoreRarely() {
    for (int i = 0; i < 1_000_000; i++) {
      refusals.onRefused(i, "p", failure(new IllegalStateException("defect " + i)));
    }
    assertEquals(20, log.lines.size());
  }

  @Test
  void shouldLogAtOnceWhatIsNew() {
    Throwable defect = new IllegalStateException("a defect");
    for (int i = 0; i < 1000; i++) {
      refusals.onRefused(i, "p", failure(defect));
    }
    int before = log.lines.size();
    refusals.onRefused(1000, "q", failure(defect));
    refusals.onRead(1001, "p", failure(new ArithmeticException("another")));
    refusals.onTried(1002, "p", new Rejection(RejectionCode.PROCEDURE_FAILED, "other parameters"));
    assertEquals(before + 3, log.lines.size());
  }

  /** Whoever logs an exception asks it, and what has caused it, for a message: game code, too. */
  @Test
  void shouldLogWhatFailsToTellOfItself() {
    Throwable cause =
        new IllegalStateException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new UnsupportedOperationException("nothing to say");
          }
        };
    log.renders = true;
    refusals.onRefused(5, "p", failure(new IllegalStateException("a defect", cause)));
    assertEquals(1, log.lines.size());
    assertNull(log.lines.getFirst().thrown());
  }

  @Test
  void shouldCountKindsBeyondItsLimitTogether() {
    for (int i = 0; i < RefusalLog.MAX_KINDS; i++) {
      refusals.onRefused(i, "p" + i, failure(new IllegalStateException("a defect")));
    }
    assertEquals(RefusalLog.MAX_KINDS, log.lines.size());
    for (int i = 0; i < 1024; i++) {
      refusals.onRefused(i, "q" + i, failure(new IllegalStateException("a defect")));
    }
    assertEquals(RefusalLog.MAX_KINDS + 11, log.lines.size());
  }
}
