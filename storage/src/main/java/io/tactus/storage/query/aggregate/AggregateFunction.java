package io.tactus.storage.query.aggregate;

import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.TypeKind;

/** The functions over many rows. Nulls are left out by all of them. */
public enum AggregateFunction {
  /** How many rows, or how many in which a field is not null. */
  COUNT("count"),
  /** The sum of numbers and durations. */
  SUM("sum"),
  /** Their mean. */
  AVG("avg"),
  /** The least value in the order of the type. */
  MIN("min"),
  /** The greatest value. */
  MAX("max");

  private final String text;

  AggregateFunction(String text) {
    this.text = text;
  }

  /** Returns the name in {@code select}. */
  public String text() {
    return text;
  }

  /** Returns the function of this name, or null. */
  public static AggregateFunction of(String text) {
    for (AggregateFunction function : values()) {
      if (function.text.equals(text)) {
        return function;
      }
    }
    return null;
  }

  /** Tells whether the result is the value of one of the rows: the first or last in its order. */
  public boolean isExtreme() {
    return this == MIN || this == MAX;
  }

  /** Tells whether the function means something for a field. */
  public boolean appliesTo(RowField field) {
    TypeKind kind = field.kind();
    return switch (this) {
      case COUNT -> true;
      case MIN, MAX -> kind != TypeKind.BOOL && !kind.isVariable();
      case SUM, AVG -> kind.isInteger() || kind.isFloat() || kind == TypeKind.DURATION;
    };
  }

  /**
   * Returns what keeps the function's state.
   *
   * @param field the field, or null for a count of rows
   */
  public Accumulator accumulator(RowField field) {
    return switch (this) {
      case COUNT -> new CountAccumulator(field);
      case MIN, MAX ->
          field.kind().isFloat()
              ? new FloatExtreme(field, this == MAX)
              : new Extreme(field, this == MAX);
      case SUM, AVG ->
          field.kind().isFloat()
              ? new FloatSum(field, this == AVG)
              : new IntegerSum(field, this == AVG);
    };
  }
}
