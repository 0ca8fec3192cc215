package io.tactus.tools.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.http.HttpLimits;
import io.tactus.journal.Durability;
import io.tactus.pipeline.ApplyMode;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import io.tactus.tools.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeConfigTest {

  @TempDir private Path folder;

  @Test
  void shouldBeTheModulesOwnDefaultsWhenNobodySaysAnything() {
    ServeConfig config = config(Map.of());
    assertEquals(EngineConfig.builder().build(), config.engine());
    assertEquals(HttpLimits.DEFAULT, config.gateway().http());
    assertEquals(7070, config.gateway().address().getPort());
    assertTrue(config.gateway().address().getAddress().isLoopbackAddress());
    assertEquals(Path.of("./data"), config.data());
    assertEquals(60, config.engine().tickRateHz());
    assertEquals(Durability.FSYNC, config.engine().durability());
  }

  @Test
  void shouldTakeWhatFlagsSay() {
    ServeConfig config =
        config(
            Map.of(
                "--http", "localhost:0",
                "--tick-rate", "30",
                "--durability", "os",
                "--apply", "tick",
                "--memory-state", "64MiB",
                "--http-max-body", "2MiB"));
    assertEquals(0, config.gateway().address().getPort());
    assertEquals(30, config.engine().tickRateHz());
    assertEquals(Durability.OS, config.engine().durability());
    assertEquals(ApplyMode.TICK, config.engine().applyMode());
    assertEquals(
        64L << 20, config.engine().maxLogicalPages() * io.tactus.storage.page.Page.SIZE_BYTES);
    assertEquals(2 << 20, config.gateway().http().maxBodyBytes());
  }

  @Test
  void shouldLoadTheJarsOfAFolderInTheOrderOfTheirNames() throws IOException {
    for (String name : List.of("b.jar", "a.jar", "c.txt", "a-sources.jar")) {
      Files.writeString(folder.resolve(name), "");
    }
    assertEquals(
        List.of(
            new PluginSource.Jar(folder.resolve("a.jar")),
            new PluginSource.Jar(folder.resolve("b.jar"))),
        config(Map.of("--plugins", folder.toString())).engine().plugins());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tick-rate 10        | --tick-rate cannot be '10': from 15 to 120",
        "--durability maybe    | one of fsync|os|none",
        "--http 7070           | HOST:PORT is needed",
        "--access-anonymous admin | not admin",
        "--access-origins game.example | an origin is such as",
        "--access-jwt-roles a=owner | service_role=admin",
        "--access-jwt-clock-skew 301 | from 0 to 300",
        "--tls-key-file k.pem  | needed together",
        "--http 127.0.0.1:70000| HOST:PORT is needed",
        "--engine-ring-slots 100 | settings do not go together: ringSlots",
        "--plugins no/such     | no plug-in folder at no/such",
        "--example chess       | there is no plug-in 'chess' here; there are matchmaker and mishaps",
        "--example ../x        | not a name",
        "--config no-such.toml | cannot read the configuration file no-such.toml",
        "--void x              | --void",
        "--no-such-flag        | --no-such-flag",
        "--log-level loud      | one of trace|debug|info|warn|error",
      })
  void shouldRefuseWrongSettingsWithExitCodeTwo(String flags, String why) {
    String[] words = ("serve " + flags).strip().split(" +", -1);
    CommandRun run = CommandRun.of(words);
    assertEquals(ExitCode.USAGE, run.exitCode(), run.stderr());
    assertTrue(run.stderr().contains(why.strip()), run.stderr());
    assertEquals("", run.stdout());
  }

  @Test
  void shouldRefuseSettingsThatDoNotGoTogether() {
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> config(Map.of("--engine-result-limit", "64MiB")));
    assertInstanceOf(CommandFailure.class, failure);
    assertTrue(failure.getMessage().contains("replyRingBytes"), failure.getMessage());
  }

  @Test
  void shouldHaveNoDrillUnlessOneIsOrdered() {
    assertTrue(config(Map.of()).drill().isNone());
    assertEquals("", config(Map.of()).gateway().drill());
    ServeConfig config = config(Map.of("--http", "[::1]:0"), "force-takes=1s", "replay-takes=2s");
    assertEquals("force-takes=1s replay-takes=2s", config.gateway().drill());
  }

  @Test
  void shouldDrillOnLoopbackOnly() {
    CommandFailure failure =
        assertThrows(
            CommandFailure.class, () -> config(Map.of("--http", "0.0.0.0:0"), "force-takes=1s"));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains("loopback"), failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"os,force-takes=1s", "none,force-takes=1s", "os,journal-fails-at=3"})
  void shouldDrillForcesOnlyWhereCommitsWaitForThem(String durability, String order) {
    Map<String, String> flags = Map.of("--durability", durability);
    CommandFailure failure = assertThrows(CommandFailure.class, () -> config(flags, order));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains("--durability fsync"), failure.getMessage());
    assertFalse(config(flags, "replay-takes=1s").drill().isNone());
    assertFalse(config(Map.of("--durability", "fsync"), order).drill().isNone());
  }

  @Test
  void shouldTakeDrillsFromTheCommandLineOnly() {
    assertTrue(ServeKeys.ALL.all().stream().noneMatch(key -> key.flag().contains("drill")));
  }

  private static ServeConfig config(Map<String, String> flags, String... ordered) {
    List<String> drills = List.of(ordered);
    return ServeConfig.of(
        Settings.resolve(ServeKeys.ALL, flags, Map.of(), Optional.empty()), List.of(), drills);
  }
}
