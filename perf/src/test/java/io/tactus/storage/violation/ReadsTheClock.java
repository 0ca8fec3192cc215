package io.tactus.storage.violation;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;

/** Five ways to ask for the time. */
@SuppressWarnings("JavaUtilDate")
public final class ReadsTheClock {
  Clock clock;

  Object read() {
    return List.of(
        System.currentTimeMillis(),
        System.nanoTime(),
        Instant.now(),
        LocalDate.now(UTC),
        new Date());
  }
}
