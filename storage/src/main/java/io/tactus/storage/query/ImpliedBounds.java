package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds that every row keeps for which a condition is true, though a row within them need not
 * match: what an index can make of {@code and} and {@code or}.
 *
 * <pre>
 *   or=(skill.lt.1400,and(skill.eq.1400,id.gt.3))     skill is at most 1400
 *   or=(skill.lt.1400,id.gt.3)                        nothing
 * </pre>
 *
 * <p>A row in which the field is null keeps no bound: comparisons with null are never true.
 *
 * <p>Threading: immutable.
 *
 * @param bounds at most one from below and one from above of each field
 */
record ImpliedBounds(List<Restriction> bounds) {

  static final ImpliedBounds NONE = new ImpliedBounds(List.of());

  /** Returns what a term implies that restricts a field. */
  static ImpliedBounds of(Restriction term) {
    if (term.kind().isLower() || term.kind().isUpper()) {
      return new ImpliedBounds(List.of(term));
    }
    if (term.values().isEmpty()) {
      return NONE;
    }
    RowField field = term.field();
    FilterValue least = term.value();
    FilterValue most = least;
    for (FilterValue value : term.values()) {
      least = value.compareTo(least, field) < 0 ? value : least;
      most = value.compareTo(most, field) > 0 ? value : most;
    }
    return new ImpliedBounds(
        List.of(
            new Restriction(field, Restriction.Kind.FROM, List.of(least)),
            new Restriction(field, Restriction.Kind.UP_TO, List.of(most))));
  }

  /** Returns what follows if all of several conditions hold: the tightest bounds of any. */
  static ImpliedBounds ofAll(List<ImpliedBounds> operands) {
    List<Restriction> all = new ArrayList<>();
    for (ImpliedBounds operand : operands) {
      for (Restriction bound : operand.bounds) {
        Restriction before = like(all, bound.field(), bound.kind().isLower());
        all.remove(before);
        all.add(tighter(before, bound));
      }
    }
    return new ImpliedBounds(List.copyOf(all));
  }

  /** Returns what follows if any of several conditions holds: the bounds all have, the loosest. */
  static ImpliedBounds ofAny(List<ImpliedBounds> operands) {
    List<Restriction> common = new ArrayList<>();
    for (Restriction first : operands.isEmpty() ? NONE.bounds : operands.get(0).bounds) {
      Restriction loosest = first;
      for (int i = 1; i < operands.size() && loosest != null; i++) {
        Restriction other = operands.get(i).bound(first.field(), first.kind().isLower());
        loosest = other == null || implies(loosest, other) ? other : loosest;
      }
      if (loosest != null) {
        common.add(loosest);
      }
    }
    return new ImpliedBounds(List.copyOf(common));
  }

  /** Returns the bound of a field on one side, or null. */
  Restriction bound(RowField field, boolean lower) {
    return like(bounds, field, lower);
  }

  private static Restriction like(List<Restriction> bounds, RowField field, boolean lower) {
    for (Restriction bound : bounds) {
      if (bound.field() == field && bound.kind().isLower() == lower) {
        return bound;
      }
    }
    return null;
  }

  /**
   * Returns the one of two bounds of a field, on the same side, that implies the other.
   *
   * @param left may be null: no bound
   * @param right may be null; returned if they are the same
   */
  static Restriction tighter(Restriction left, Restriction right) {
    return left == null || (right != null && implies(right, left)) ? right : left;
  }

  /** Tells whether what keeps one bound of a field keeps another, on the same side, too. */
  static boolean implies(Restriction bound, Restriction other) {
    int order = bound.value().compareTo(other.value(), bound.field());
    if (order == 0) {
      return isOpen(bound) || !isOpen(other);
    }
    return (order > 0) == bound.kind().isLower();
  }

  private static boolean isOpen(Restriction bound) {
    return bound.kind() == Restriction.Kind.ABOVE || bound.kind() == Restriction.Kind.BELOW;
  }
}
