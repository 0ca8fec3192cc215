package io.tactus.storage.violation;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Five ways to be surprised. */
public final class RollsDice {
  Object roll() {
    return List.of(
        new Random(1),
        Math.random(),
        ThreadLocalRandom.current(),
        UUID.randomUUID(),
        new SecureRandom());
  }
}
