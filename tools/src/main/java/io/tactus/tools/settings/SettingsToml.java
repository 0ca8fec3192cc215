package io.tactus.tools.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Settings as a TOML file that describes itself and can be read back: every key with what it is
 * for, its flag, its bounds, its value, and where that came from. Stateless.
 */
public final class SettingsToml {

  private static final Pattern BARE = Pattern.compile("-?(0|[1-9][0-9]{0,17})|true|false");

  private SettingsToml() {}

  /** Writes all keys. */
  public static String print(SettingKeys keys, Settings settings) {
    StringBuilder out = new StringBuilder();
    String section = null;
    for (SettingKey<?> key : keys.all()) {
      if (!key.section().equals(section)) {
        section = key.section();
        out.append(out.isEmpty() ? "" : "\n").append('[').append(section).append("]\n");
      }
      out.append('\n');
      describe(key, out);
      out.append(key.name()).append(" = ").append(value(settings.text(key)));
      out.append("   # ").append(settings.source(key)).append('\n');
    }
    return out.toString();
  }

  private static void describe(SettingKey<?> key, StringBuilder out) {
    out.append("# ").append(key.description()).append(".\n# ").append(key.valueLabel());
    String bounds = key.bounds();
    if (!bounds.isEmpty()) {
      out.append(", ").append(bounds);
    }
    String shown = key.defaultText().isEmpty() ? "none" : key.defaultText();
    out.append(". Default: ").append(shown).append(". Flag: ").append(key.flag()).append("\n");
  }

  private static String value(String text) {
    if (BARE.matcher(text).matches()) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
