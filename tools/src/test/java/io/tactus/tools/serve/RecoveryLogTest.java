package io.tactus.tools.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tactus.pipeline.ProgressListener.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RecoveryLogTest {
  private long nowNs = Long.MAX_VALUE - 5; // the clock may wrap
  private final List<Long> heard = new ArrayList<>();

  @Test
  void shouldLogOnceASecondAtMostAndLessOftenWhenItTakesLong() {
    Logger logger = (Logger) LoggerFactory.getLogger("io.tactus.serve");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      RecoveryLog log = new RecoveryLog((stage, done, of) -> heard.add(done), () -> nowNs);
      for (int tenth = 0; tenth <= 600; tenth++) {
        log.onProgress(Stage.JOURNAL, tenth * 1_000L, 1_200_000);
        nowNs += TimeUnit.MILLISECONDS.toNanos(100);
      }
    } finally {
      logger.detachAppender(lines);
    }
    assertEquals(601, heard.size(), "all is passed on");
    List<String> said = lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertEquals(
        "recovering: replaying the journal (step 3 of 3): 10,000 of 1,200,000 commands, 0 %,"
            + " about 119 s left of this step",
        said.get(0));
    // Ten in the first ten seconds; then one in each tenth of the time so far: 10 s * (10/9)^n.
    assertEquals(10 + 16, said.size(), () -> String.join("\n", said));
  }
}
