package io.tactus.tools.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDamageTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeTwoPreallocatedFiles() throws IOException {
    Files.createDirectory(folder.resolve("journal"));
    Files.write(folder.resolve("journal/1.log"), new byte[] {1, 2, 3, 0, 0});
    Files.write(folder.resolve("journal/2.log"), new byte[] {4, 5, 6, 0, 0});
  }

  @Test
  void shouldFlipAByteFromTheStart() throws IOException {
    damage("file journal/*.log first", "flip byte 1");
    assertFile("journal/1.log", 1, ~2, 3, 0, 0);
  }

  @Test
  void shouldFlipAByteBackFromTheEndOfTheData() throws IOException {
    damage("file journal/*.log", "flip byte -1");
    assertFile("journal/2.log", 4, 5, ~6, 0, 0);
  }

  @Test
  void shouldTearTheEndOfTheData() throws IOException {
    damage("file journal/*.log last", "tear 2 bytes");
    assertFile("journal/2.log", 4, 0, 0, 0, 0);
  }

  @Test
  void shouldCutTheFile() throws IOException {
    damage("file journal/2.log", "cut 3 bytes");
    assertFile("journal/2.log", 4, 5);
  }

  @Test
  void shouldDeleteTheFile() throws IOException {
    damage("file journal/*.log last", "delete");
    assertFalse(Files.exists(folder.resolve("journal/2.log")));
    assertFile("journal/1.log", 1, 2, 3, 0, 0);
  }

  @Test
  void shouldRefuseWhatChangesNothing() {
    assertThrows(IOException.class, () -> damage("file journal/*.dat", "flip byte 0"));
    assertThrows(IOException.class, () -> damage("file journal/*.log", "flip byte 3"));
    assertThrows(IOException.class, () -> damage("file journal/*.log", "tear 4 bytes"));
    assertThrows(IOException.class, () -> damage("file journal/*.log", "cut 0 bytes"));
  }

  private void damage(String file, String change) throws IOException {
    FileDamage.parse(List.of(file, change)).apply(folder);
  }

  private void assertFile(String name, int... expected) throws IOException {
    byte[] bytes = new byte[expected.length];
    for (int i = 0; i < expected.length; i++) {
      bytes[i] = (byte) expected[i];
    }
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve(name)));
  }
}
