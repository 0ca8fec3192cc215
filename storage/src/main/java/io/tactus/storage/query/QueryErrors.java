package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import java.util.List;

/**
 * Refusals of queries: INVALID_QUERY, with the codes PostgREST and PostgreSQL use, except {@link
 * #ambiguous}.
 */
final class QueryErrors {

  private QueryErrors() {}

  static Rejection malformed(String message) {
    return new Rejection(RejectionCode.INVALID_QUERY, message);
  }

  /** A name that leads to no single value: nothing at all, or something made of several. */
  static Rejection unknownField(RowLayout layout, String name) {
    RowPart part = layout.part(name);
    if (part != null) {
      return malformed("'" + name + "' has several values; name one of them")
          .withName("unknown_field", "42703")
          .withHint("as in " + part.leaf().name())
          .at(layout.tableName(), name);
    }
    Rejection unknown =
        malformed("table '" + layout.tableName() + "' has no field '" + name + "'")
            .withName("unknown_field", "42703")
            .at(layout.tableName(), name);
    return name.contains("->")
        ? unknown.withHint("a field within a field is written with a dot, as in position.x")
        : unknown;
  }

  static Rejection notGrouped(RowLayout layout, RowField field) {
    return malformed("'" + field.name() + "' is not grouped by, so groups have no order by it")
        .withName("not_grouped", "42803")
        .withHint("select it as well")
        .at(layout.tableName(), field.name());
  }

  /** Values that lie outside the row are not put in order. */
  static Rejection noOrder(RowField field, String what) {
    return notFor(field, what).withHint("a field of type string(N) has an order");
  }

  static Rejection noRelation(String from, String to, String hint) {
    return malformed(
            "Could not find a relationship between '" + from + "' and '" + to + "' in the schema")
        .withName("no_relation", "PGRST200")
        .withDetail(
            hint.isEmpty()
                ? "no field of one refers to the other"
                : "no field '" + hint + "' of one refers to the other")
        .withHint("a field of type ref(" + to + ") or ref(" + from + ") makes one")
        .at(from, "");
  }

  static Rejection ambiguous(String from, String to, List<String> choices) {
    return new Rejection(
            RejectionCode.AMBIGUOUS_RELATION,
            "Could not embed because more than one relationship was found for '"
                + from
                + "' and '"
                + to
                + "'")
        .withHint(
            "Try changing '"
                + to
                + "' to one of the following: '"
                + String.join("', '", choices)
                + "'")
        .at(from, "");
  }

  static Rejection arrayTooLong(String embedding, int most) {
    return new Rejection(
            RejectionCode.RESULT_TOO_LARGE,
            "a row has more than " + most + " related rows in '" + embedding + "'")
        .withHint(
            "page through them with "
                + embedding
                + ".limit, up to "
                + most
                + ", and "
                + embedding
                + ".offset");
  }

  static Rejection unknownOperator(String operator) {
    return malformed("unknown operator '" + operator + "'")
        .withName("unknown_operator", "PGRST100")
        .withHint(
            "known are eq neq gt gte lt lte in is isdistinct like ilike match imatch near, not."
                + " before any of them, and (any) or (all) behind those of one value");
  }

  static Rejection notYet(String what) {
    return malformed(what + " not supported yet").withName("not_supported", "PGRST100");
  }

  static Rejection notFor(RowField field, String operator) {
    return malformed("'" + operator + "' does not apply to " + field.type())
        .withName("wrong_operator", "42883")
        .at("", field.name());
  }

  /** Returns the refusal of a filter's value, in the words of the type that refused it. */
  static Rejection value(RowField field, Rejection refused) {
    return malformed(refused.getMessage())
        .withName(refused.name(), refused.sqlState())
        .withHint(refused.hint())
        .at("", field.name());
  }

  static Rejection tooLarge(String what, long limit) {
    return malformed(what + ", at most " + limit + " are allowed")
        .withName("query_too_large", "54001");
  }
}
