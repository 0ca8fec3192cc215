package io.tactus.perf.process;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
  @Test
  void shouldGoWithAllThatIsInIt() throws Exception {
    TemporaryFolder folder = TemporaryFolder.create("test-");
    Files.createDirectories(folder.path().resolve("a/b"));
    Files.writeString(folder.path().resolve("a/b/c"), "text");
    folder.close();
    assertFalse(Files.exists(folder.path()));
    folder.close();
  }
}
