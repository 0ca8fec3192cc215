package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import java.util.List;

/**
 * What a term that must hold says about the values of one field: the part of a filter an index can
 * use. Threading: immutable.
 *
 * @param field the field
 * @param kind how the values bound it
 * @param values one for {@link Kind#EQUAL} and the bounds, any number for {@link Kind#AMONG}, none
 *     for {@link Kind#NULL}
 */
record Restriction(RowField field, Kind kind, List<FilterValue> values) {

  /** How a field is bound. */
  enum Kind {
    /** It has this value. */
    EQUAL,
    /** It has one of these values. */
    AMONG,
    /** It is above this value. */
    ABOVE,
    /** It is this value or above. */
    FROM,
    /** It is below this value. */
    BELOW,
    /** It is this value or below. */
    UP_TO,
    /** It is null. */
    NULL;

    boolean isLower() {
      return this == ABOVE || this == FROM;
    }

    boolean isUpper() {
      return this == BELOW || this == UP_TO;
    }

    /** Returns the operator of a bound. */
    String operator() {
      return switch (this) {
        case ABOVE -> Comparison.GT.text();
        case FROM -> Comparison.GTE.text();
        case BELOW -> Comparison.LT.text();
        case UP_TO -> Comparison.LTE.text();
        case EQUAL, AMONG, NULL -> throw new IllegalArgumentException(this + " is no bound");
      };
    }

    /** Tells whether single values are named, so that look-ups can find them. */
    boolean isPoint() {
      return this == EQUAL || this == AMONG;
    }
  }

  /** Returns how a comparison bounds its field, or null if no index can use it. */
  static Kind kindOf(Comparison comparison) {
    return switch (comparison) {
      case EQ -> Kind.EQUAL;
      case GT -> Kind.ABOVE;
      case GTE -> Kind.FROM;
      case LT -> Kind.BELOW;
      case LTE -> Kind.UP_TO;
      case NEQ -> null;
    };
  }

  /** Returns a bound as people write it, {@code skill=gte.1400}. */
  String text() {
    return field.name() + "=" + kind.operator() + "." + value();
  }

  /** Returns the one value of a comparison. */
  FilterValue value() {
    return values.get(0);
  }
}
