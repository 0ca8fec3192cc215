package io.tactus.storage.query;

import io.tactus.storage.query.ModelConditions.Condition;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.TableDefinition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

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

  private static final Comparator<Object> VALUES = ModelConditions::compare;

  private final Random random;
  private final ModelConditions made;
  private final List<Field> fields;
  private final Boolean unknownNegated;
  private final List<List<Object>> rows = new ArrayList<>();

  /** A query's text and what it must give. */
  record Expected(String text, List<Long> ids, long matched) {}

  /**
   * Creates a model without rows.
   *
   * @param unknownNegated what {@code not} makes of unknown: null as in SQL, or true for a model
   *     that is wrong on purpose
   */
  ModelQuery(Random random, TableDefinition table, Boolean unknownNegated) {
    this.random = random;
    this.made = new ModelConditions(random);
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
              : field.nullable() && random.nextInt(3) == 0 ? null : made.value(field.type().kind());
      row.add(value);
      json.append(i == 0 ? "{" : ",").append('"').append(field.name()).append("\":");
      boolean quoted =
          value != null
              && switch (field.type().kind()) {
                case TIMESTAMP, DURATION, UUID, STRING -> true;
                default -> false;
              };
      String text = value == null ? "null" : ModelConditions.text(field.type().kind(), value);
      json.append(quoted ? "\"" + text.replace("\"", "\\\"") + "\"" : text);
    }
    rows.add(row);
    return json.append('}').toString();
  }

  /** Takes away the rows whose key, the first field, is not below a number; returns the number. */
  long keepBelow(long key) {
    rows.removeIf(row -> ((BigInteger) row.get(0)).longValue() >= key);
    return key;
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

  /** One comparison; {@code separator} is {@code =} at the top and {@code .} in groups. */
  private Condition simple(String separator) {
    int at = random.nextInt(fields.size());
    Field field = fields.get(at);
    boolean grouped = separator.equals(".");
    boolean not = random.nextInt(4) == 0;
    String head = field.name() + separator + (not ? "not." : "");
    Condition positive = made.any(at, field, grouped);
    return new Condition(
        head + (grouped ? positive.text() : QueryTextEscapes.escape(positive.text())),
        not ? negate(positive.test()) : positive.test());
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
        row -> ModelConditions.joined(conjunction, operands, operand -> operand.test().apply(row));
    return new Condition(text, not ? negate(test) : test);
  }

  private Function<List<Object>, Boolean> negate(Function<List<Object>, Boolean> test) {
    return row -> {
      Boolean truth = test.apply(row);
      return truth == null ? unknownNegated : Boolean.valueOf(!truth);
    };
  }
}
