package io.tactus.perf.storage;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

/** Both contenders with the same rows, of which a test changes one side; closed after each test. */
abstract class ContendersFixture<T extends AutoCloseable, H extends AutoCloseable> {
  T tactus;
  H h2;

  @AfterEach
  void close() throws Exception {
    tactus.close();
    h2.close();
  }

  /** Compares what the contenders say. */
  @FunctionalInterface
  interface Comparison {
    void run() throws SQLException;
  }

  static void assertNoticed(Comparison comparison) {
    String message = assertThrows(IllegalStateException.class, comparison::run).getMessage();
    assertTrue(message.contains("do not agree"), message);
  }
}
