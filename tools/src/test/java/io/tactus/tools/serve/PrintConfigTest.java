package io.tactus.tools.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import io.tactus.tools.settings.SettingKey;
import io.tactus.tools.settings.Settings;
import io.tactus.tools.settings.SettingsFile;
import io.tactus.tools.settings.SettingsToml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintConfigTest {

  private static final Path MANUAL = Path.of("../docs/tactus.toml");

  @TempDir private Path folder;

  /**
   * If this fails after a change of keys: {@code ./tactus serve --print-config > docs/tactus.toml}.
   */
  @Test
  void shouldBeTheManualWhenNobodySaysAnything() throws IOException {
    CommandRun run = CommandRun.of("serve", "--print-config");
    assertEquals(ExitCode.DONE, run.exitCode(), run.stderr());
    assertEquals(Files.readString(MANUAL), run.stdout());
  }

  @Test
  void shouldNameEveryKeyWithItsBoundsFlagAndDefault() throws IOException {
    String manual = Files.readString(MANUAL);
    for (SettingKey<?> key : ServeKeys.ALL.all()) {
      assertTrue(manual.contains("\n" + key.name() + " = "), key.qualifiedName());
      assertTrue(manual.contains("Flag: " + key.flag() + "\n"), key.flag());
      assertTrue(manual.contains(key.bounds()), key.qualifiedName());
    }
    assertTrue(manual.contains("# HZ, 15 to 120. Default: 60. Flag: --tick-rate\n"), manual);
    assertTrue(manual.contains("# SIZE, 1024 to 67108864 bytes. Default: 1048576."), manual);
  }

  @Test
  void shouldSayWhereEachValueIsFromAndBeTheSameWhenReadBack() throws IOException {
    Path written = Files.writeString(folder.resolve("w.toml"), "[engine]\n\nmax_batch = 9\n");
    Settings given =
        Settings.resolve(
            ServeKeys.ALL,
            Map.of("--tick-rate", "30", "--plugins", "a \"b\" \\c"),
            Map.of("TACTUS_HTTP_MAX_BODY", "2MiB"),
            Optional.of(SettingsFile.read(written)));
    String printed = SettingsToml.print(ServeKeys.ALL, given);
    assertTrue(printed.contains("tick_rate = 30   # flag --tick-rate\n"), printed);
    assertTrue(printed.contains("max_body = \"2MiB\"   # environment TACTUS_HTTP_MAX_BODY\n"));
    assertTrue(printed.contains("max_batch = 9   # file " + written + ":3\n"), printed);
    Path again = Files.writeString(folder.resolve("again.toml"), printed);
    Settings back =
        Settings.resolve(ServeKeys.ALL, Map.of(), Map.of(), Optional.of(SettingsFile.read(again)));
    for (SettingKey<?> key : ServeKeys.ALL.all()) {
      assertEquals(given.text(key), back.text(key), key.qualifiedName());
    }
  }

  @Test
  void shouldRefuseWhatTheServerWouldRefuse() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.toml"), "[engine]\ntickrate = 30\n");
    CommandRun run = CommandRun.of("serve", "--print-config", "--config", wrong.toString());
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(
        run.stderr()
            .contains(":2: unknown key engine.tickrate (did you mean engine.tick_rate?); [engine]"),
        run.stderr());
    CommandRun together = CommandRun.of("serve", "--print-config", "--tls-key-file", "x");
    assertEquals(ExitCode.USAGE, together.exitCode(), together.stderr());
  }
}
