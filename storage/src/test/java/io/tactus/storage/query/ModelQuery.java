package io.tactus.storage.query;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Rows as lists of boxed values, filters as functions to true, false or null for unknown: the plain
 * model that compiled queries are compared with.
 */
final class ModelQuery {

  static final List<String> TYPES =
      List.of(
          "bool",
          "i8",
          "i32",
          "i64",
          "u8",
          "u64",
          "f32",
          "f64",
          "timestamp",
          "duration",
          "uuid",
          "string(12)");

  private static final String[] OPERATORS = {"eq", "neq", "gt", "gte", "lt", "lte"};
  private static final String[] TEXTS = {
    "", "a", "A", "ab", "aB", "b", "é", "É", "é€", "😀", "a,b", "(a)", "a\"b", "a.b", "%", "_", "*a"
  };
  private static final String[] PATTERNS = {
    "*", "a*", "*b", "_", "__", "*a*", "é*", "A_", "*😀", "a*b", "", "*.*", "**"
  };

  private final Random random;
  private final List<Field> fields;
  private final Boolean unknownNegated;
  private final List<List<Object>> rows = new ArrayList<>();

  /** A query's text and what it must give. */
  record Expected(String text, List<Long> ids, long matched) {}

  private record Condition(String text, Function<List<Object>, Boolean> test) {}

  /**
   * Creates a model without rows.
   *
   * @param unknownNegated what {@code not} makes of unknown: null as in SQL, or true for a model
   *     that is wrong on purpose
   */
  ModelQuery(Random random, TableDefinition table, Boolean unknownNegated) {
    this.random = random;
    this.unknownNegated = unknownNegated;
    this.fields = table.fields();
  }

  /** Adds a row and returns it as JSON. */
  String newRow() {
    List<Object> row = new ArrayList<>();
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      Object value =
          i == 0
              ? BigInteger.valueOf(random.nextInt(1000) * 1000L + rows.size() - 500_000)
              : field.nullable() && random.nextInt(3) == 0 ? null : value(field.type().kind());
      row.add(value);
      json.append(i == 0 ? "{" : ",").append('"').append(field.name()).append("\":");
      boolean quoted =
          value != null
              && switch (field.type().kind()) {
                case TIMESTAMP, DURATION, UUID, STRING -> true;
                default -> false;
              };
      String text = value == null ? "null" : text(field.type().kind(), value);
      json.append(quoted ? "\"" + text.replace("\"", "\\\"") + "\"" : text);
    }
    rows.add(row);
    return json.append('}').toString();
  }

  /** Few values per kind, so that they meet often; u64 and i64 beyond each other's range. */
  private Object value(TypeKind kind) {
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

  private static String text(TypeKind kind, Object value) {
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

  Expected newQuery() {
    List<String> parts = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Condition condition = random.nextInt(3) == 0 ? group(0, "=") : simple("=");
      conditions.add(condition);
      parts.add(condition.text());
    }
    List<List<Object>> found = new ArrayList<>();
    for (List<Object> row : rows) {
      if (conditions.stream().allMatch(c -> Boolean.TRUE.equals(c.test().apply(row)))) {
        found.add(row);
      }
    }
    int matched = found.size();
    found.sort(order(parts));
    int offset = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
    int limit = random.nextInt(2) == 0 ? random.nextInt(20) : Integer.MAX_VALUE;
    if (offset > 0) {
      parts.add("offset=" + offset);
    }
    if (limit < Integer.MAX_VALUE) {
      parts.add("limit=" + limit);
    }
    List<Long> ids =
        found.stream()
            .skip(offset)
            .limit(limit)
            .map(r -> ((BigInteger) r.get(0)).longValue())
            .toList();
    return new Expected(String.join("&", parts), ids, matched);
  }

  private Comparator<List<Object>> order(List<String> parts) {
    Comparator<List<Object>> order = null;
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(fields.size());
      boolean descending = random.nextBoolean();
      int nulls = random.nextInt(3);
      boolean nullsFirst = nulls == 0 ? descending : nulls == 1;
      Comparator<Object> values = descending ? VALUES.reversed() : VALUES;
      Comparator<Object> whole =
          nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
      Comparator<List<Object>> next = Comparator.comparing(row -> row.get(at), whole);
      order = order == null ? next : order.thenComparing(next);
      texts.add(
          fields.get(at).name()
              + (descending ? ".desc" : random.nextBoolean() ? ".asc" : "")
              + (nulls == 0 ? "" : nulls == 1 ? ".nullsfirst" : ".nullslast"));
    }
    Comparator<List<Object>> byKey = Comparator.comparing(row -> row.get(0), VALUES);
    if (order == null) {
      return byKey;
    }
    parts.add("order=" + String.join(",", texts));
    return order.thenComparing(byKey);
  }

  private static final Comparator<Object> VALUES = ModelQuery::compare;

  private static int compare(Object left, Object right) {
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

  /** One comparison; {@code separator} is {@code =} at the top and {@code .} in groups. */
  private Condition simple(String separator) {
    int at = random.nextInt(fields.size());
    Field field = fields.get(at);
    TypeKind kind = field.type().kind();
    boolean grouped = separator.equals(".");
    boolean not = random.nextInt(4) == 0;
    String head = field.name() + separator + (not ? "not." : "");
    Condition positive =
        switch (random.nextInt(5)) {
          case 0 -> {
            List<Object> values = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
              Object value = value(kind);
              values.add(value);
              texts.add(quote(text(kind, value)));
            }
            yield new Condition(
                "in.(" + String.join(",", texts) + ")",
                row ->
                    values.isEmpty()
                        ? Boolean.FALSE
                        : row.get(at) == null
                            ? null
                            : values.stream().anyMatch(v -> compare(row.get(at), v) == 0));
          }
          case 1 -> {
            boolean bool = kind == TypeKind.BOOL && random.nextBoolean();
            yield bool
                ? new Condition("is.true", row -> Boolean.TRUE.equals(row.get(at)))
                : new Condition("is.null", row -> row.get(at) == null);
          }
          case 2 -> kind == TypeKind.STRING ? like(at, grouped) : comparison(at, kind, grouped);
          default -> comparison(at, kind, grouped);
        };
    return new Condition(
        head + (grouped ? positive.text() : QueryTextEscapes.escape(positive.text())),
        not ? negate(positive.test()) : positive.test());
  }

  private Condition comparison(int at, TypeKind kind, boolean grouped) {
    String operator = OPERATORS[random.nextInt(OPERATORS.length)];
    Object constant = value(kind);
    String text = text(kind, constant);
    return new Condition(
        operator + "." + (grouped ? quote(text) : text),
        row -> {
          if (row.get(at) == null) {
            return null;
          }
          int order = compare(row.get(at), constant);
          return switch (operator) {
            case "eq" -> order == 0;
            case "neq" -> order != 0;
            case "gt" -> order > 0;
            case "gte" -> order >= 0;
            case "lt" -> order < 0;
            default -> order <= 0;
          };
        });
  }

  private Condition like(int at, boolean grouped) {
    String pattern = PATTERNS[random.nextInt(PATTERNS.length)];
    boolean insensitive = random.nextBoolean();
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      regex.append(c == '*' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
    }
    int flags = Pattern.DOTALL;
    flags |= insensitive ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    // Pattern.quote of half a surrogate pair matches half a character: quote such patterns whole.
    String whole = pattern.equals("*😀") ? ".*😀" : regex.toString();
    Pattern compiled = Pattern.compile(whole, flags);
    return new Condition(
        (insensitive ? "ilike." : "like.") + (grouped ? quote(pattern) : pattern),
        row -> row.get(at) == null ? null : compiled.matcher((String) row.get(at)).matches());
  }

  private Condition group(int depth, String separator) {
    boolean conjunction = random.nextBoolean();
    boolean not = random.nextInt(4) == 0;
    List<Condition> operands = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      operands.add(depth < 3 && random.nextInt(3) == 0 ? group(depth + 1, "") : simple("."));
    }
    String inner = String.join(",", operands.stream().map(Condition::text).toList());
    String value = "(" + inner + ")";
    String text =
        (not ? "not." : "")
            + (conjunction ? "and" : "or")
            + separator
            + (separator.equals("=") ? QueryTextEscapes.escape(value) : value);
    Function<List<Object>, Boolean> test =
        row -> {
          boolean unknown = false;
          for (Condition operand : operands) {
            Boolean truth = operand.test().apply(row);
            if (truth != null && truth != conjunction) {
              return !conjunction;
            }
            unknown |= truth == null;
          }
          return unknown ? null : Boolean.valueOf(conjunction);
        };
    return new Condition(text, not ? negate(test) : test);
  }

  private Function<List<Object>, Boolean> negate(Function<List<Object>, Boolean> test) {
    return row -> {
      Boolean truth = test.apply(row);
      return truth == null ? unknownNegated : Boolean.valueOf(!truth);
    };
  }

  private static String quote(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
