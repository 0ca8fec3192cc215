package io.tactus.storage.query;

import io.tactus.storage.model.ModelOperator;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.TypeKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Random values and random conditions on one field, as text and as a function. */
final class ModelConditions {
  private static final String[] COMPARISONS = {"eq", "neq", "gt", "gte", "lt", "lte"};

  /** What may stand before {@code (any)} and {@code (all)}; the first five of any type. */
  private static final String[] QUANTIFIED = {
    "eq", "gt", "gte", "lt", "lte", "like", "ilike", "match", "imatch"
  };

  private static final int QUANTIFIED_COMPARISONS = 5;

  private static final String[] TEXTS = {
    "", "a", "A", "ab", "aB", "b", "é", "É", "é€", "😀", "a,b", "(a)", "a\"b", "a.b", "%", "_", "*a"
  };
  private static final String[] PATTERNS = {
    "*", "a*", "*b", "_", "__", "*a*", "é*", "A_", "*😀", "a*b", "", "*.*", "**"
  };
  private static final String[] EXPRESSIONS = {
    "",
    "a",
    "^a",
    "b$",
    "^$",
    "^.$",
    "^..$",
    "[é€]",
    "a|É",
    "(?i)AB",
    "\\(.\\)",
    "^[^a]",
    "\\.",
    "😀",
    "a.?b",
    "^(a|b)*$",
    "[,{}\"]",
    "\\*"
  };

  /**
   * A condition on a row.
   *
   * @param test true, false or null for unknown
   */
  record Condition(String text, Function<List<Object>, Boolean> test) {}

  private final Random random;

  ModelConditions(Random random) {
    this.random = random;
  }

  /** Few values per kind, so that they meet often; u64 and i64 beyond each other's range. */
  Object value(TypeKind kind) {
    int small = random.nextInt(7) - 3;
    return switch (kind) {
      case BOOL -> random.nextBoolean();
      case I64 -> BigInteger.valueOf(random.nextInt(5) == 0 ? Long.MIN_VALUE + small + 3 : small);
      case U8 -> BigInteger.valueOf(random.nextInt(4) == 0 ? 255 : small + 3);
      case U64 ->
          random.nextInt(3) == 0
              ? BigInteger.ONE.shiftLeft(64).subtract(BigInteger.valueOf(small + 4))
              : BigInteger.valueOf(small + 3);
      case F32, F64 -> small * 0.5 == 0 && random.nextBoolean() ? -0.0 : small * 0.5;
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case UUID ->
          (random.nextBoolean() ? "f" : "0") + "0112233-4455-6677-8899-aabbccddee0" + (small + 3);
      default -> BigInteger.valueOf(small);
    };
  }

  /** Returns a value as it stands in rows and filters, without quotes. */
  static String text(TypeKind kind, Object value) {
    return switch (kind) {
      case TIMESTAMP -> {
        long micros = ((BigInteger) value).longValue();
        yield micros >= 0
            ? "1970-01-01T00:00:00.00000%dZ".formatted(micros)
            : "1969-12-31T23:59:59.%06dZ".formatted(1_000_000 + micros);
      }
      case DURATION -> {
        long micros = ((BigInteger) value).longValue();
        yield (micros < 0 ? "-" : "") + "PT0.00000" + Math.abs(micros) + "S";
      }
      default -> value.toString();
    };
  }

  static int compare(Object left, Object right) {
    return switch (left) {
      case BigInteger number -> number.compareTo((BigInteger) right);
      case Boolean bool -> bool.compareTo((Boolean) right);
      case Double number -> Double.compare(number + 0.0, (Double) right + 0.0);
      default ->
          Arrays.compareUnsigned(
              left.toString().getBytes(StandardCharsets.UTF_8),
              right.toString().getBytes(StandardCharsets.UTF_8));
    };
  }

  /**
   * Returns a condition on a field, without the field's name.
   *
   * @param at the field's position in a row
   * @param grouped whether values stand in a group, where they are quoted
   */
  Condition any(int at, Field field, boolean grouped) {
    TypeKind kind = field.type().kind();
    return switch (random.nextInt(9)) {
      case 0 -> among(at, kind);
      case 1 -> {
        boolean bool = kind == TypeKind.BOOL && random.nextBoolean();
        yield bool
            ? new Condition("is.true", row -> Boolean.TRUE.equals(row.get(at)))
            : new Condition("is.null", row -> row.get(at) == null);
      }
      case 2 -> distinct(at, kind, grouped);
      case 3 -> quantified(at, kind);
      case 4 ->
          kind == TypeKind.STRING ? oneOf(at, "like", grouped) : comparison(at, kind, grouped);
      case 5 ->
          kind == TypeKind.STRING ? oneOf(at, "match", grouped) : comparison(at, kind, grouped);
      default -> comparison(at, kind, grouped);
    };
  }

  private Condition among(int at, TypeKind kind) {
    List<Object> values = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Object value = value(kind);
      values.add(value);
      texts.add(quote(text(kind, value)));
    }
    return new Condition(
        "in.(" + String.join(",", texts) + ")",
        row ->
            values.isEmpty()
                ? Boolean.FALSE
                : row.get(at) == null
                    ? null
                    : values.stream().anyMatch(v -> compare(row.get(at), v) == 0));
  }

  /** Null is a value like any other, so that nothing is unknown. */
  private Condition distinct(int at, TypeKind kind, boolean grouped) {
    if (kind != TypeKind.STRING && random.nextInt(3) == 0) {
      return new Condition("isdistinct.null", row -> row.get(at) != null);
    }
    Object constant = value(kind);
    return new Condition(
        "isdistinct." + written(text(kind, constant), grouped),
        row -> row.get(at) == null || compare(row.get(at), constant) != 0);
  }

  private Condition comparison(int at, TypeKind kind, boolean grouped) {
    String operator = COMPARISONS[random.nextInt(COMPARISONS.length)];
    Object constant = value(kind);
    return new Condition(
        operator + "." + written(text(kind, constant), grouped),
        row ->
            known(row.get(at), value -> ModelOperator.holds(operator, compare(value, constant))));
  }

  /** {@code like} or {@code match}, or the same whatever the case. */
  private Condition oneOf(int at, String operator, boolean grouped) {
    String name = (random.nextBoolean() ? "i" : "") + operator;
    String operand = operand(name, TypeKind.STRING);
    Function<Object, Boolean> test = test(name, TypeKind.STRING, operand);
    return new Condition(name + "." + written(operand, grouped), row -> known(row.get(at), test));
  }

  /** For one value of a list, or for all of them; the list may be empty. */
  private Condition quantified(int at, TypeKind kind) {
    boolean all = random.nextBoolean();
    int operators = kind == TypeKind.STRING ? QUANTIFIED.length : QUANTIFIED_COMPARISONS;
    String operator = QUANTIFIED[random.nextInt(operators)];
    List<String> texts = new ArrayList<>();
    List<Function<Object, Boolean>> tests = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String operand = operand(operator, kind);
      texts.add(quote(operand));
      tests.add(test(operator, kind, operand));
    }
    return new Condition(
        operator + (all ? "(all)" : "(any)") + ".{" + String.join(",", texts) + "}",
        row -> joined(all, tests, test -> known(row.get(at), test)));
  }

  /** What may stand behind an operator. */
  private String operand(String operator, TypeKind kind) {
    return switch (operator) {
      case "like", "ilike" -> PATTERNS[random.nextInt(PATTERNS.length)];
      case "match", "imatch" -> EXPRESSIONS[random.nextInt(EXPRESSIONS.length)];
      default -> text(kind, value(kind));
    };
  }

  private static Function<Object, Boolean> test(String operator, TypeKind kind, String operand) {
    boolean insensitive = operator.startsWith("i");
    int flags = Pattern.DOTALL;
    flags |= insensitive ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    return switch (operator) {
      case "like", "ilike" -> {
        Pattern pattern = Pattern.compile(expression(operand), flags);
        yield value -> pattern.matcher((String) value).matches();
      }
      case "match", "imatch" -> {
        Pattern pattern = Pattern.compile(operand, flags);
        yield value -> pattern.matcher((String) value).find();
      }
      default -> {
        Object constant = parsed(kind, operand);
        yield value -> ModelOperator.holds(operator, compare(value, constant));
      }
    };
  }

  private static String expression(String pattern) {
    StringBuilder expression = new StringBuilder();
    for (int point : pattern.codePoints().toArray()) {
      String one = Character.toString(point);
      expression.append(point == '*' ? ".*" : point == '_' ? "." : Pattern.quote(one));
    }
    return expression.toString();
  }

  /** The inverse of {@link #text}, for the few values there are. */
  private static Object parsed(TypeKind kind, String text) {
    return switch (kind) {
      case BOOL -> Boolean.valueOf(text);
      case F32, F64 -> Double.valueOf(text);
      case STRING, UUID -> text;
      case TIMESTAMP -> {
        BigInteger micros = new BigInteger(text.substring(text.length() - 7, text.length() - 1));
        yield text.startsWith("1970") ? micros : micros.subtract(BigInteger.valueOf(1_000_000));
      }
      case DURATION -> {
        BigInteger micros = new BigInteger(text.substring(text.length() - 2, text.length() - 1));
        yield text.startsWith("-") ? micros.negate() : micros;
      }
      default -> new BigInteger(text);
    };
  }

  private static Boolean known(Object value, Function<Object, Boolean> test) {
    return value == null ? null : test.apply(value);
  }

  /** Returns what {@code and}, or {@code or}, of many truths is: true, false or null. */
  static <T> Boolean joined(boolean conjunction, List<T> operands, Function<T, Boolean> test) {
    boolean unknown = false;
    for (T operand : operands) {
      Boolean truth = test.apply(operand);
      if (truth != null && truth != conjunction) {
        return !conjunction;
      }
      unknown |= truth == null;
    }
    return unknown ? null : Boolean.valueOf(conjunction);
  }

  private static String written(String text, boolean grouped) {
    return grouped ? quote(text) : text;
  }

  private static String quote(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
