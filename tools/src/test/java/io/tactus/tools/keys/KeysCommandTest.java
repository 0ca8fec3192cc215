package io.tactus.tools.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.access.ApiKey;
import io.tactus.gateway.access.KeyFile;
import io.tactus.gateway.access.KeyRecord;
import io.tactus.gateway.access.Role;
import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysCommandTest {

  @TempDir private Path folder;

  private CommandRun run(String... arguments) {
    return CommandRun.of(arguments);
  }

  @Test
  void shouldPrintAKeyOnceAndKeepItsHash() throws IOException {
    Path data = folder.resolve("not/there/yet");
    CommandRun made =
        run("keys", "create", "--data", data.toString(), "--name", "ann", "--role", "writer");
    assertEquals(ExitCode.DONE, made.exitCode(), made.stderr());
    String key = made.stdout().strip();
    assertTrue(ApiKey.isWellFormed(key, 0), key);
    assertFalse(made.stderr().contains(key), "only standard output shows the key");
    KeyRecord record = KeyFile.read(data.resolve("keys.json")).getFirst();
    assertEquals("ann", record.name());
    assertEquals(Role.WRITER, record.role());
    CommandRun list = run("keys", "list", "--data", data.toString());
    assertTrue(list.stdout().contains(record.id()), list.stdout());
    assertTrue(list.stdout().contains(Long.toUnsignedString(record.caller())), list.stdout());
    assertFalse(list.stdout().contains(key), list.stdout());
    assertFalse(Files.readString(data.resolve("keys.json")).contains(key));
  }

  @Test
  void shouldTakeGrantsExpiryAndRate() throws IOException {
    Path file = folder.resolve("keys");
    CommandRun made =
        run(
            "keys",
            "create",
            "--keys",
            file.toString(),
            "--name",
            "ann",
            "--grant",
            "read:players",
            "--grant",
            "call:matchmaker.*",
            "--expires",
            "90d",
            "--rate",
            "50",
            "--json");
    assertEquals(ExitCode.DONE, made.exitCode(), made.stderr());
    Map<String, Object> document = Json.object(Json.parse(made.stdout()));
    assertTrue(ApiKey.isWellFormed((String) document.get("key"), 0));
    KeyRecord record = KeyFile.read(file).getFirst();
    assertEquals(record.id(), document.get("id"));
    assertEquals(List.of("read:players", "call:matchmaker.*"), record.grants().texts());
    assertEquals(50, record.ratePerSecond());
    Instant end = record.expires().orElseThrow();
    assertEquals(90L * 24 * 3600, end.getEpochSecond() - record.created().getEpochSecond());
    CommandRun list = run("keys", "list", "--keys", file.toString(), "--json");
    Map<String, Object> listed = Json.object(Json.array(Json.parse(list.stdout())).getFirst());
    assertFalse(listed.containsKey("key"));
    assertFalse(listed.containsKey("hash"));
  }

  @Test
  void shouldRevokeAllOrNone() throws IOException {
    Path file = folder.resolve("keys");
    for (String name : List.of("a", "b", "c")) {
      run("keys", "create", "--keys", file.toString(), "--name", name, "--role", "reader");
    }
    List<KeyRecord> keys = KeyFile.read(file);
    CommandRun wrong =
        run("keys", "revoke", keys.get(0).id(), "00000000", "--keys", file.toString());
    assertEquals(ExitCode.NO, wrong.exitCode());
    assertTrue(wrong.stderr().contains("no key 00000000"), wrong.stderr());
    assertEquals(3, KeyFile.read(file).size());
    CommandRun done =
        run("keys", "revoke", keys.get(0).id(), keys.get(2).id(), "--keys", file.toString());
    assertEquals(ExitCode.DONE, done.exitCode(), done.stderr());
    assertEquals(List.of(keys.get(1)), KeyFile.read(file));
  }

  @Test
  void shouldSayWhatIsWrongWithAFile() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "{}");
    CommandRun list = run("keys", "list", "--keys", file.toString());
    assertEquals(ExitCode.NO, list.exitCode());
    assertTrue(list.stderr().contains("is not a key file"), list.stderr());
    Files.writeString(folder.resolve("keys.new"), "");
    CommandRun busy =
        run("keys", "create", "--keys", file.toString(), "--name", "a", "--role", "reader");
    assertEquals(ExitCode.UNREACHABLE, busy.exitCode());
    assertTrue(busy.stderr().contains("another command"), busy.stderr());
    assertEquals("", busy.stdout());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--name a | --role or --grant",
        "--role reader | --name",
        "--name a --role owner | none, reader, writer or admin",
        "--name a/b --role reader | name:",
        "--name a --grant everything | not a grant",
        "--name a --role reader --expires soon | --expires is such as",
        "--name a --role reader --expires 0d | in the past",
        "--name a --role reader --expires 2020-01-01T00:00:00Z | in the past",
        "--name a --role reader --rate -1 | rate",
        "--name a --role reader --rate 1000001 | rate",
        "--name a --role reader --data x --keys y | exclusive",
      })
  void shouldRefuseWrongUsage(String flags, String why) {
    String[] words = ("keys create " + flags).strip().split(" +", -1);
    CommandRun run = CommandRun.of(words);
    assertEquals(ExitCode.USAGE, run.exitCode(), run.stderr());
    assertTrue(run.stderr().contains(why.strip()), run.stderr());
    assertEquals("", run.stdout());
  }
}
