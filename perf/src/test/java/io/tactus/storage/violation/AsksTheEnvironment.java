package io.tactus.storage.violation;

import java.util.List;

/** Three questions to the machine. */
public final class AsksTheEnvironment {
  Object ask() {
    return List.of(
        System.getenv("HOME"),
        System.getProperty("user.dir"),
        Runtime.getRuntime().availableProcessors());
  }
}
