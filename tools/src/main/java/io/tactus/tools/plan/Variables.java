package io.tactus.tools.plan;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of one running plan, written {@code ${name}}; {@code ${repeat:N:text}} stands for
 * {@code text} N times over, for bodies too big to write down.
 *
 * <p>Threading: any thread, because steps may go on while others are done.
 */
public final class Variables {

  /** What a captured or predefined variable may be called. */
  static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern REPEAT = Pattern.compile("repeat:([0-9]{1,8}):(.*)");

  private final Map<String, String> values = new ConcurrentSkipListMap<>();

  /** Returns variables of their own with the same values. */
  Variables copy() {
    Variables copy = new Variables();
    copy.values.putAll(values);
    return copy;
  }

  /** Sets or replaces a variable. */
  public void set(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a variable name: " + name);
    }
    values.put(name, value);
  }

  /**
   * Replaces every reference in a text by its value.
   *
   * @throws IllegalArgumentException if one is not set
   */
  public String fill(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher.group(1))));
    }
    return matcher.appendTail(filled).toString();
  }

  private String value(String reference) {
    Matcher repeat = REPEAT.matcher(reference);
    if (repeat.matches()) {
      return repeat.group(2).repeat(Integer.parseInt(repeat.group(1)));
    }
    String value = values.get(reference);
    if (value == null) {
      throw new IllegalArgumentException(
          "no variable ${" + reference + "}; there are " + values.keySet());
    }
    return value;
  }
}
