package io.tactus.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesPropertyTest {

  private static final int ROUNDS = 30_000;
  private static final DateTimeFormatter SIX_DIGITS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final byte[] text = new byte[64];

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldAgreeWithTheJdkOnTimestamps(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      long micros = random.nextLong(Timestamps.MIN_MICROS, Timestamps.MAX_MICROS + 1);
      Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      int length = Timestamps.write(text, 0, micros);
      String written = new String(text, 0, length, StandardCharsets.US_ASCII);
      assertEquals(SIX_DIGITS.format(instant), written);
      assertEquals(micros, Timestamps.parse(text, 0, length));
      int minutes = random.nextInt(-18 * 60, 18 * 60 + 1);
      OffsetDateTime shifted = instant.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
      if (shifted.getYear() >= 1 && shifted.getYear() <= 9999) {
        byte[] other =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx")
                .format(shifted)
                .getBytes(StandardCharsets.US_ASCII);
        assertEquals(micros, Timestamps.parse(other, 0, other.length));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void shouldAgreeWithTheJdkOnDurations(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      long micros = random.nextLong() >> random.nextInt(64);
      int length = Durations.write(text, 0, micros);
      String written = new String(text, 0, length, StandardCharsets.US_ASCII);
      Duration duration = Duration.of(micros, ChronoUnit.MICROS);
      assertEquals(duration, Duration.parse(written), written);
      assertEquals(micros, Durations.parse(text, 0, length), written);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5})
  void shouldAgreeWithTheJdkOnUuids(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      UUID uuid = new UUID(random.nextLong(), random.nextLong());
      int length =
          Uuids.write(text, 3, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      assertEquals(uuid.toString(), new String(text, 3, length, StandardCharsets.US_ASCII));
      assertEquals(uuid.getMostSignificantBits(), Uuids.parseHigh(text, 3, length));
      assertEquals(uuid.getLeastSignificantBits(), Uuids.parseLow(text, 3));
    }
  }
}
