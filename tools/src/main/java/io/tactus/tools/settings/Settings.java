package io.tactus.tools.settings;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Values of all keys, parsed and checked. Immutable. */
public final class Settings {

  private final Map<SettingKey<?>, Object> values = new HashMap<>();
  private final Map<SettingKey<?>, String> texts = new HashMap<>();
  private final Map<SettingKey<?>, String> sources = new HashMap<>();

  private Settings() {}

  /**
   * Chooses among the sources and parses.
   *
   * @param flags values by flag
   * @param environment the whole environment; only {@code TACTUS_SECTION_…} of known sections is
   *     looked at
   * @param file values by qualified name, with what the file is called
   * @throws CommandFailure with {@link ExitCode#USAGE} naming the wrong key or value and its source
   */
  public static Settings resolve(
      SettingKeys keys,
      Map<String, String> flags,
      Map<String, String> environment,
      Optional<SettingsFile> file) {
    refuseUnknownVariables(keys, environment);
    file.ifPresent(f -> f.refuseUnknownKeys(keys));
    Settings settings = new Settings();
    for (SettingKey<?> key : keys.all()) {
      String flag = flags.get(key.flag());
      String variable = environment.get(key.variable());
      Optional<String> inFile = file.flatMap(f -> f.value(key.qualifiedName()));
      if (flag != null) {
        settings.put(key, flag, key.flag(), "flag " + key.flag());
      } else if (variable != null) {
        settings.put(
            key,
            variable,
            "the environment variable " + key.variable(),
            "environment " + key.variable());
      } else if (inFile.isPresent()) {
        settings.put(
            key,
            inFile.get(),
            key.qualifiedName() + " in " + file.get().name(),
            "file " + file.get().position(key.qualifiedName()));
      } else {
        settings.put(key, key.defaultText(), "the default of " + key.qualifiedName(), "default");
      }
    }
    return settings;
  }

  /** The value of a key of the list this was resolved from. */
  @SuppressWarnings("unchecked") // put() stored what the key's own parser returned
  public <T> T get(SettingKey<T> key) {
    if (!values.containsKey(key)) {
      throw new IllegalArgumentException("not a key of these settings: " + key.qualifiedName());
    }
    return (T) values.get(key);
  }

  /** The value of a key as it was written. */
  public String text(SettingKey<?> key) {
    return texts.get(key);
  }

  /** Where the value came from: {@code default}, a flag, the environment, a line of the file. */
  public String source(SettingKey<?> key) {
    return sources.get(key);
  }

  private void put(SettingKey<?> key, String text, String source, String origin) {
    try {
      values.put(key, key.parser().apply(text));
      texts.put(key, text);
      sources.put(key, origin);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE, source + " cannot be '" + text + "': " + e.getMessage());
    }
  }

  private static void refuseUnknownVariables(SettingKeys keys, Map<String, String> environment) {
    for (String variable : environment.keySet()) {
      for (String section : keys.sections()) {
        boolean ours =
            variable.startsWith("TACTUS_" + section.toUpperCase(java.util.Locale.ROOT) + "_");
        if (ours && keys.all().stream().noneMatch(key -> key.variable().equals(variable))) {
          throw new CommandFailure(
              ExitCode.USAGE,
              "unknown setting in the environment: "
                  + variable
                  + meant(keys, variable)
                  + "; ["
                  + section
                  + "] has "
                  + keys.namesIn(section));
        }
      }
    }
  }

  private static String meant(SettingKeys keys, String variable) {
    return Nearest.to(variable, keys.all().stream().map(SettingKey::variable).toList())
        .map(name -> " (did you mean " + name + "?)")
        .orElse("");
  }
}
