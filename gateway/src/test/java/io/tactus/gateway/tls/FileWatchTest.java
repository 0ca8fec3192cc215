package io.tactus.gateway.tls;

import io.tactus.gateway.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that could not be read is not a change that was taken over. */
class FileWatchTest {

  @TempDir Path folder;

  @Test
  void shouldTryAgainUntilAChangeIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("keys.json"), "one");
    AtomicInteger readings = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    try (FileWatch watch = new FileWatch()) {
      watch.add(
          List.of(file),
          () -> {
            switch (readings.incrementAndGet()) {
              case 2 -> throw new IOException("too many open files");
              case 3 -> throw new IllegalStateException("thrown by the test");
              default -> taken.incrementAndGet();
            }
          });
      watch.start();
      Files.writeString(file, "another");
      TestServer.await(() -> taken.get() == 2, "the change is read in the end");
    }
  }
}
