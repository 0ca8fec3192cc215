package io.tactus.storage.schema;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/** Refusals of schema documents; every message begins with the place it speaks of. */
final class SchemaErrors {

  private SchemaErrors() {}

  static Rejection invalid(String place, String reason) {
    String where = place.isEmpty() ? "" : place + ": ";
    return new Rejection(RejectionCode.SCHEMA_INVALID, where + reason);
  }

  /** Puts a place in front of a refusal's message. */
  static Rejection at(String place, Rejection refused) {
    Rejection placed =
        invalid(place, refused.getMessage())
            .withDetail(refused.detail())
            .withHint(refused.hint())
            .at(refused.table(), refused.field())
            .withFailedIndex(refused.failedIndex());
    return refused.code() == RejectionCode.SCHEMA_INVALID
        ? placed.withName(refused.name(), refused.sqlState())
        : placed;
  }
}
