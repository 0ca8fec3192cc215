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
    return new Rejection(
        RejectionCode.SCHEMA_INVALID,
        refused.code() == RejectionCode.SCHEMA_INVALID
            ? refused.name()
            : RejectionCode.SCHEMA_INVALID.defaultName(),
        refused.code() == RejectionCode.SCHEMA_INVALID
            ? refused.sqlState()
            : RejectionCode.SCHEMA_INVALID.sqlState(),
        (place.isEmpty() ? "" : place + ": ") + refused.getMessage(),
        refused.detail(),
        refused.hint(),
        refused.table(),
        refused.field(),
        refused.failedIndex());
  }
}
