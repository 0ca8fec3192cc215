package io.tactus.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir private Path folder;

  private static KeyRecord record(String key) {
    return KeyRecord.of(
        key,
        "matchmaker-eu",
        Role.WRITER,
        Grants.of(List.of("call:matchmaker.*", "read:players")),
        NOW,
        Optional.of(NOW.plusSeconds(60)),
        500);
  }

  @Test
  void shouldMakeKeysThatCanBeRecognisedAndChecked() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String key = ApiKey.generate(new SecureRandom());
      assertTrue(seen.add(key));
      assertEquals(ApiKey.LENGTH, key.length());
      assertTrue(key.matches("tactus_[0-9A-Za-z]{49}"), key);
      assertTrue(ApiKey.isWellFormed(key, 0));
      assertTrue(ApiKey.isWellFormed("Bearer " + key, 7));
      char[] typo = key.toCharArray();
      int at = 7 + i % 49;
      typo[at] = typo[at] == 'x' ? 'y' : 'x';
      assertFalse(ApiKey.isWellFormed(new String(typo), 0), "position " + at);
    }
    assertFalse(ApiKey.isWellFormed("", 0));
    assertFalse(ApiKey.isWellFormed("tactus_", 0));
  }

  @Test
  void shouldKeepWhatItWasGivenButNotTheKey() throws IOException {
    Path file = folder.resolve("keys.json");
    String key = ApiKey.generate(new SecureRandom());
    KeyRecord forever =
        KeyRecord.of(
            ApiKey.generate(new SecureRandom()),
            "ann",
            Role.ADMIN,
            Grants.NONE,
            NOW,
            Optional.empty(),
            0);
    KeyFile.change(file, keys -> List.of(record(key), forever));
    assertEquals(List.of(record(key), forever), KeyFile.read(file));
    String text = Files.readString(file);
    assertFalse(text.contains(key), text);
    assertFalse(text.contains(key.substring(7, 20)), text);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    KeyFile.change(file, keys -> List.of());
    assertEquals(List.of(), KeyFile.read(file));
  }

  @Test
  void shouldExcludeChangesFromEachOther() throws IOException {
    Path file = folder.resolve("keys.json");
    KeyFile.change(
        file,
        keys -> {
          assertThrows(
              FileAlreadyExistsException.class, () -> KeyFile.change(file, others -> others));
          return List.of(record("a"));
        });
    assertEquals(1, KeyFile.read(file).size());
    assertThrows(
        IllegalStateException.class,
        () ->
            KeyFile.change(
                file,
                keys -> {
                  throw new IllegalStateException("in between");
                }));
    assertEquals(1, KeyFile.read(file).size(), "a change that fails changes nothing");
    KeyFile.change(file, keys -> keys);
  }

  @Test
  void shouldSayWhereAFileIsWrong() throws IOException {
    String good = new String(KeyFileJson.print(List.of(record("a"))), StandardCharsets.US_ASCII);
    assertWrong(good.substring(0, 40), "is not a key file");
    assertWrong(good.replace("\"version\":1", "\"version\":2"), "version");
    assertWrong(good.replace("writer", "owner"), "keys[0].role");
    assertWrong(good.replace("\"rate\":500", "\"rate\":-1"), "rate");
    assertWrong(good.replace("\"rate\":500", "\"rate\":1000001"), "rate");
    assertWrong(good.replace("\"rate\"", "\"speed\""), "speed: no such member");
    assertWrong(good.replace("call:matchmaker.*", "call"), "not a grant");
    assertWrong(good.replace("2026-01-31", "yesterday"), "created");
    assertWrong(good.replaceFirst("\"hash\":\"..", "\"hash\":\"zz"), "hash");
    assertWrong(good.replaceFirst("\"id\":\".", "\"id\":\"_"), "id");
    assertWrong(good.replace("matchmaker-eu", "match maker"), "name");
    String line = good.substring(good.indexOf('[') + 1, good.lastIndexOf(']'));
    assertWrong(good.replace(line, line + "," + line), "two have the id");
    assertWrong("[]", "version");
  }

  private void assertWrong(String text, String reason) throws IOException {
    Path file = folder.resolve("wrong.json");
    Files.writeString(file, text);
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> KeyFile.read(file), text);
    assertTrue(wrong.getMessage().contains(reason), wrong.getMessage());
    assertTrue(wrong.getMessage().startsWith(file.toString()), wrong.getMessage());
  }

  @Test
  void shouldHoldSoManyKeysAndNotOneMore() throws IOException {
    Path file = folder.resolve("keys.json");
    KeyFile.change(file, keys -> many(KeyFile.MAX_KEYS));
    assertEquals(KeyFile.MAX_KEYS, KeyFile.read(file).size());
    assertThrows(
        IllegalArgumentException.class,
        () -> KeyFile.change(file, keys -> many(KeyFile.MAX_KEYS + 1)));
    assertEquals(KeyFile.MAX_KEYS, KeyFile.read(file).size());
  }

  private static List<KeyRecord> many(int count) {
    Set<String> ids = new HashSet<>(); // 32 bits each: among so many two may be alike
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(
            i -> KeyRecord.of("" + i, "n", Role.READER, Grants.NONE, NOW, Optional.empty(), 0))
        .filter(key -> ids.add(key.id()))
        .limit(count)
        .toList();
  }
}
