package io.tactus.matchmaker;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.ObjectConverter;
import io.tactus.pipeline.procedure.Context;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the json arguments of the matchmaker. The engine has checked that they are JSON; what they
 * mean is checked here, and refused in words that name the argument.
 */
final class JsonArgument {
  /** Most names in {@code regions}. */
  static final int MAX_NAMES = 16;

  /** Looks through the class path when it is made, which takes longer than any argument. */
  private static final DslJson<Object> JSON = new DslJson<>();

  private JsonArgument() {}

  /** A list of 1 to 16 names. */
  static List<String> names(Context context, String argument, String text) {
    List<?> values = list(context, argument, text);
    if (values.isEmpty() || values.size() > MAX_NAMES) {
      throw bad(context, argument, "must name 1 to " + MAX_NAMES + ", not " + values.size());
    }
    List<String> names = new ArrayList<>();
    for (Object value : values) {
      if (!(value instanceof String name)
          || name.isEmpty()
          || name.getBytes(StandardCharsets.UTF_8).length > MatchmakerTables.MAX_NAME_BYTES) {
        throw bad(
            context,
            argument,
            "must hold names of 1 to " + MatchmakerTables.MAX_NAME_BYTES + " bytes");
      }
      names.add(name);
    }
    return names;
  }

  /** A list of player ids. */
  static List<Long> players(Context context, String argument, String text) {
    List<?> values = list(context, argument, text);
    if (values.size() >= Configure.MAX_TEAM_SIZE) {
      throw bad(context, argument, "must hold fewer than " + Configure.MAX_TEAM_SIZE + " players");
    }
    List<Long> players = new ArrayList<>();
    for (Object value : values) {
      try {
        players.add(unsigned(value));
      } catch (ArithmeticException | NumberFormatException e) {
        throw bad(context, argument, "must hold player ids, whole numbers of 64 bits");
      }
    }
    return players;
  }

  private static long unsigned(Object value) {
    if (value instanceof Long id && id >= 0) {
      return id;
    }
    // The bounds come first: 1e300000000 is short to write and takes minutes to expand.
    if (value instanceof BigDecimal wide
        && wide.precision() <= 20
        && Math.abs(wide.scale()) <= 20) {
      return Long.parseUnsignedLong(wide.toBigIntegerExact().toString());
    }
    if (value instanceof String digits) {
      return Long.parseUnsignedLong(digits);
    }
    throw new NumberFormatException();
  }

  /** A list of objects. */
  static List<Map<String, Object>> objects(Context context, String argument, String text) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object value : list(context, argument, text)) {
      if (!(value instanceof Map<?, ?> map)) {
        throw bad(context, argument, "must hold objects");
      }
      @SuppressWarnings("unchecked") // JSON objects have string keys
      Map<String, Object> object = (Map<String, Object>) map;
      objects.add(object);
    }
    return objects;
  }

  /** A number of an object that must be 0 or more. */
  static double number(Context context, String argument, Map<String, Object> object, String name) {
    if (object.get(name) instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= 1e12) {
      return number.doubleValue();
    }
    throw bad(context, argument, "needs a number " + name + ", 0 to 1e12, in each entry");
  }

  static RuntimeException bad(Context context, String argument, String what) {
    return context.reject("bad_argument", argument + " " + what);
  }

  private static List<?> list(Context context, String argument, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try {
      JsonReader<Object> reader = JSON.newReader(utf8);
      reader.getNextToken();
      if (ObjectConverter.deserializeObject(reader) instanceof List<?> values) {
        return values;
      }
    } catch (IOException e) {
      throw bad(context, argument, "cannot be read: " + e.getMessage());
    }
    throw bad(context, argument, "must be a list");
  }
}
