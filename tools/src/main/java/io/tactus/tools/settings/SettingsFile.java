package io.tactus.tools.settings;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/**
 * A TOML file, flattened into texts by {@code section.name}. Arrays become comma-separated texts,
 * as in flags. Immutable.
 */
public final class SettingsFile {

  private final String name;
  private final Map<String, String> values;
  private final Map<String, String> positions;

  private SettingsFile(String name, Map<String, String> values, Map<String, String> positions) {
    this.name = name;
    this.values = values;
    this.positions = positions;
  }

  /**
   * Reads a file.
   *
   * @throws CommandFailure if it cannot be read or is not TOML; names file and line
   */
  public static SettingsFile read(Path path) {
    try {
      return of(path.toString(), Toml.parse(path));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot read the configuration file " + path);
    }
  }

  /** The same for a text; {@code name} stands in messages. */
  static SettingsFile parse(String name, String text) {
    return of(name, Toml.parse(text));
  }

  private static SettingsFile of(String name, TomlParseResult toml) {
    if (toml.hasErrors()) {
      String errors =
          toml.errors().stream()
              .map(e -> name + ":" + e.position().line() + ": " + e.getMessage())
              .collect(Collectors.joining("\n"));
      throw new CommandFailure(ExitCode.USAGE, errors);
    }
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> positions = new LinkedHashMap<>();
    for (List<String> path : toml.keyPathSet()) {
      String key = String.join(".", path);
      values.put(key, text(toml.get(path)));
      TomlPosition position = toml.inputPositionOf(path);
      positions.put(key, position == null ? name : name + ":" + position.line());
    }
    return new SettingsFile(name, values, positions);
  }

  private static String text(Object value) {
    if (value instanceof TomlArray array) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        parts.add(text(array.get(i)));
      }
      return String.join(",", parts);
    }
    return String.valueOf(value);
  }

  /** What the file is called in messages. */
  String name() {
    return name;
  }

  /** The value of a key by its qualified name. */
  Optional<String> value(String qualifiedName) {
    return Optional.ofNullable(values.get(qualifiedName));
  }

  /** File and line of a key that is there. */
  String position(String qualifiedName) {
    return positions.get(qualifiedName);
  }

  private static String meant(String key, Set<String> known) {
    return Nearest.to(key, known).map(name -> " (did you mean " + name + "?)").orElse("");
  }

  /** Refuses what is not a key, by name and place. */
  void refuseUnknownKeys(SettingKeys keys) {
    Set<String> known =
        keys.all().stream().map(SettingKey::qualifiedName).collect(Collectors.toSet());
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String section = key.contains(".") ? key.substring(0, key.indexOf('.')) : "";
        String hint =
            keys.sections().contains(section)
                ? "[" + section + "] has " + keys.namesIn(section)
                : "the sections are " + String.join(", ", keys.sections());
        throw new CommandFailure(
            ExitCode.USAGE,
            positions.get(key) + ": unknown key " + key + meant(key, known) + "; " + hint);
      }
    }
  }
}
