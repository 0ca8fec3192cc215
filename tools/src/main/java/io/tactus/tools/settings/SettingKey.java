package io.tactus.tools.settings;

import java.util.Locale;
import java.util.function.Function;

/**
 * One key of the configuration. Immutable.
 *
 * @param section section of the TOML file
 * @param name key in that section, lower case with underscores
 * @param flag the same on the command line, such as {@code --tick-rate}
 * @param valueLabel what stands for the value in help
 * @param description one sentence for help, without its end mark
 * @param defaultText the value when nobody says anything
 * @param parser reads a value, whatever it came from; throws {@link IllegalArgumentException} with
 *     what would be right
 */
public record SettingKey<T>(
    String section,
    String name,
    String flag,
    String valueLabel,
    String description,
    String defaultText,
    Function<String, T> parser) {

  /** As in the file and in messages: {@code section.name}. */
  public String qualifiedName() {
    return section + "." + name;
  }

  /** The bounds of its values in words; empty if they are not numbers. */
  public String bounds() {
    return parser instanceof Bounded<?> bounded ? bounded.words() : "";
  }

  /** As in the environment: {@code TACTUS_SECTION_NAME}. */
  public String variable() {
    return ("TACTUS_" + section + "_" + name).toUpperCase(Locale.ROOT);
  }
}
