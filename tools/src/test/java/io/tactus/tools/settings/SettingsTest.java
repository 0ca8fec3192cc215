package io.tactus.tools.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private enum Mode {
    FAST,
    VERY_SLOW
  }

  private static final SettingKeys.Builder BUILDER = new SettingKeys.Builder().section("engine");
  private static final SettingKey<Integer> RATE =
      BUILDER.add("rate", "--rate", "HZ", "beats", "60", SettingValues.integer(15, 120));
  private static final SettingKey<Long> MEMORY =
      BUILDER.add(
          "max_memory", "SIZE", "memory", "1GiB", SettingValues.size(1 << 20, Long.MAX_VALUE));
  private static final SettingKey<Mode> MODE =
      BUILDER.add("mode", "MODE", "mode", "fast", SettingValues.oneOf(Mode.class));
  private static final SettingKey<List<String>> NAMES =
      BUILDER.add("names", "NAMES", "names", "", SettingValues::list);
  private static final SettingKeys KEYS = BUILDER.build();

  @Test
  void shouldUseDefaultsWhenNobodySaysAnything() {
    Settings settings = resolve(Map.of(), Map.of(), "");
    assertEquals(60, settings.get(RATE));
    assertEquals(1L << 30, settings.get(MEMORY));
    assertEquals(Mode.FAST, settings.get(MODE));
    assertEquals(List.of(), settings.get(NAMES));
  }

  @Test
  void shouldRefuseToKnowAKeyOrAFlagTwiceAlsoFromAnotherList() {
    assertThrows(
        IllegalArgumentException.class,
        () -> known().add("rate", "--other", "HZ", "beats", "60", text -> text));
    assertThrows(
        IllegalArgumentException.class,
        () -> known().add("other", "--rate", "HZ", "beats", "60", text -> text));
    assertThrows(IllegalArgumentException.class, () -> known().include(KEYS));
    SettingKeys.Builder sameFlag = new SettingKeys.Builder().section("http");
    sameFlag.add("rate", "--rate", "N", "requests", "60", text -> text);
    assertThrows(IllegalArgumentException.class, () -> sameFlag.include(KEYS));
  }

  private static SettingKeys.Builder known() {
    return new SettingKeys.Builder().include(KEYS).section("engine");
  }

  @Test
  void shouldPreferFlagOverEnvironmentOverFile() {
    String file = "[engine]\nrate = 20\nmode = \"very-slow\"\nmax_memory = 2097152\n";
    Map<String, String> environment =
        Map.of("TACTUS_ENGINE_RATE", "30", "TACTUS_ENGINE_MAX_MEMORY", "3MiB");
    Settings settings = resolve(Map.of("--rate", "40"), environment, file);
    assertEquals(40, settings.get(RATE));
    assertEquals(3L << 20, settings.get(MEMORY));
    assertEquals(Mode.VERY_SLOW, settings.get(MODE));
    assertEquals(30, resolve(Map.of(), environment, file).get(RATE));
    assertEquals(20, resolve(Map.of(), Map.of(), file).get(RATE));
  }

  @Test
  void shouldReadArraysAsLists() {
    Settings settings = resolve(Map.of(), Map.of(), "[engine]\nnames = [\"a\", \"b\"]\n");
    assertEquals(List.of("a", "b"), settings.get(NAMES));
    assertEquals(
        List.of("c", "d"), resolve(Map.of("--engine-names", "c, d"), Map.of(), "").get(NAMES));
  }

  @Test
  void shouldRefuseUnknownKeysByName() {
    refused(
        "t.toml:2: unknown key engine.rat (did you mean engine.rate?); [engine] has rate",
        "[engine]\nrat = 3\n");
    refused("unknown key motor.rate; the sections are engine", "[motor]\nrate = 3\n");
    refused("unknown key rate;", "rate = 3\n");
    String message =
        assertThrows(
                CommandFailure.class, () -> resolve(Map.of(), Map.of("TACTUS_ENGINE_RAT", "1"), ""))
            .getMessage();
    assertTrue(
        message.contains("TACTUS_ENGINE_RAT (did you mean TACTUS_ENGINE_RATE?); [engine] has rate"),
        message);
  }

  @Test
  void shouldLeaveOtherVariablesAlone() {
    resolve(Map.of(), Map.of("TACTUS_URL", "x", "PATH", "y", "TACTUS_JAVA_OPTS", "-Xmx1g"), "");
  }

  @Test
  void shouldNameSourceAndChoicesOfAWrongValue() {
    refused("engine.rate in t.toml cannot be '7': from 15 to 120", "[engine]\nrate = 7\n");
    refused("a whole number is needed", "[engine]\nrate = 1.5\n");
    refused("one of fast|very-slow", "[engine]\nmode = \"FAST\"\n".replace("FAST", "slow"));
    refused("a size is", "[engine]\nmax_memory = \"64MB\"\n");
    refused("from 1048576 to", "[engine]\nmax_memory = \"1B\"\n");
    var e = assertThrows(CommandFailure.class, () -> resolve(Map.of("--rate", "x"), Map.of(), ""));
    assertEquals("--rate cannot be 'x': a whole number is needed", e.getMessage());
    assertEquals(ExitCode.USAGE, e.exitCode());
  }

  @Test
  void shouldNameTheLineOfWhatIsNotToml() {
    refused("t.toml:2: ", "[engine]\nrate = = 3\n");
  }

  private static void refused(String why, String file) {
    var e = assertThrows(CommandFailure.class, () -> resolve(Map.of(), Map.of(), file));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  private static Settings resolve(
      Map<String, String> flags, Map<String, String> environment, String file) {
    return Settings.resolve(
        KEYS, flags, environment, Optional.of(SettingsFile.parse("t.toml", file)));
  }
}
