package io.tactus.gateway.problem;

import io.tactus.storage.RejectionCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A name a problem may have, by which programs tell problems apart: the tail of its {@code type}.
 * docs/ERRORS.md says of each when it comes and what to do; tests keep both and the sources in
 * step. Procedures refuse under names of their own besides, with 422.
 *
 * @param status the HTTP status it comes with
 * @param name the name
 * @param code SQLSTATE or PostgREST code, or empty
 */
public record StableName(int status, String name, String code) {

  /**
   * No rejection bears the name of these categories: a procedure gives its own, and so do others.
   */
  private static final Set<RejectionCode> NAMED_CLOSER =
      EnumSet.of(RejectionCode.PROCEDURE, RejectionCode.CONFLICT);

  /** What storage and the pipeline name more closely than by the category. */
  private static final List<StableName> CLOSER =
      List.of(
          new StableName(400, "duplicate_name", "PGRST102"),
          new StableName(400, "invalid_json", "PGRST102"),
          new StableName(400, "max_affected", "PGRST124"),
          new StableName(400, "no_relation", "PGRST200"),
          new StableName(400, "not_grouped", "42803"),
          new StableName(400, "not_supported", "PGRST100"),
          new StableName(400, "query_too_large", "54001"),
          new StableName(400, "unknown_field", "42703"),
          new StableName(400, "unknown_field", "PGRST204"),
          new StableName(400, "unknown_operator", "PGRST100"),
          new StableName(400, "wrong_operator", "42883"),
          new StableName(404, "undefined_field", "42703"),
          new StableName(404, "undefined_index", "42704"),
          new StableName(404, "undefined_table", "42P01"),
          new StableName(404, "undefined_type", "42704"),
          new StableName(404, "unknown_procedure", "PGRST202"),
          new StableName(409, "data_loss", ""),
          new StableName(409, "duplicate_field", "42701"),
          new StableName(409, "duplicate_index", "42P07"),
          new StableName(409, "duplicate_table", "42P07"),
          new StableName(409, "duplicate_type", "42710"),
          new StableName(409, "in_use", "2BP01"),
          new StableName(409, "plugin_collides", ""),
          new StableName(409, "read_only_procedure", ""),
          new StableName(409, "table_differs", ""),
          new StableName(412, "condition_not_met", ""),
          new StableName(412, "version_mismatch", ""),
          new StableName(422, "idempotency_key_reused", ""),
          new StableName(422, "invalid_reference", ""),
          new StableName(422, "invalid_value", "22P02"),
          new StableName(422, "type_cycle", "42P17"),
          new StableName(422, "undefined_table", "42P01"),
          new StableName(422, "unknown_parameter", "PGRST202"),
          new StableName(422, "value_out_of_range", "22003"),
          new StableName(422, "value_too_long", "22001"));

  /** Returns every name, sorted by status, name and code. */
  public static List<StableName> all() {
    List<StableName> names = new ArrayList<>(CLOSER);
    for (ProblemType type : ProblemType.values()) {
      names.add(new StableName(type.status(), type.typeName(), type.code()));
    }
    for (RejectionCode code : RejectionCode.values()) {
      if (!NAMED_CLOSER.contains(code)) {
        names.add(new StableName(code.httpStatus(), code.defaultName(), code.sqlState()));
      }
    }
    return names.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt(StableName::status)
                .thenComparing(StableName::name)
                .thenComparing(StableName::code))
        .toList();
  }

  /** Returns the names of one status, sorted. */
  public static List<String> of(int status) {
    return all().stream()
        .filter(name -> name.status() == status)
        .map(StableName::name)
        .distinct()
        .toList();
  }
}
