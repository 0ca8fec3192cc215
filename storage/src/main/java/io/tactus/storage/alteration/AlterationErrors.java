package io.tactus.storage.alteration;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/** Refusals of schema changes. */
final class AlterationErrors {

  private AlterationErrors() {}

  static Rejection noTable(String name) {
    return new Rejection(RejectionCode.NOT_FOUND, "there is no table " + name)
        .withName("undefined_table", "42P01")
        .at(name, "");
  }

  static Rejection noField(String table, String field) {
    return new Rejection(RejectionCode.NOT_FOUND, "table " + table + " has no field " + field)
        .withName("undefined_field", "42703")
        .at(table, field);
  }

  static Rejection noIndex(String table, String index) {
    return new Rejection(RejectionCode.NOT_FOUND, "table " + table + " has no index " + index)
        .withName("undefined_index", "42704")
        .at(table, "");
  }

  static Rejection noType(String name) {
    return new Rejection(RejectionCode.NOT_FOUND, "there is no type " + name)
        .withName("undefined_type", "42704");
  }

  static Rejection tableExists(String name) {
    return new Rejection(RejectionCode.CONFLICT, "there is a table " + name + " already")
        .withName("duplicate_table", "42P07")
        .at(name, "");
  }

  static Rejection fieldExists(String table, String field) {
    return new Rejection(
            RejectionCode.CONFLICT, "table " + table + " has a field " + field + " already")
        .withName("duplicate_field", "42701")
        .at(table, field);
  }

  static Rejection indexExists(String table, String index) {
    return new Rejection(
            RejectionCode.CONFLICT, "table " + table + " has an index " + index + " already")
        .withName("duplicate_index", "42P07")
        .at(table, "");
  }

  static Rejection typeExists(String name) {
    return new Rejection(RejectionCode.CONFLICT, "there is a type " + name + " already")
        .withName("duplicate_type", "42710");
  }

  static Rejection invalid(String place, String reason) {
    return new Rejection(
        RejectionCode.SCHEMA_INVALID, place.isEmpty() ? reason : place + ": " + reason);
  }

  static Rejection inUse(String what, String by) {
    return new Rejection(RejectionCode.CONFLICT, what + " is used by " + by)
        .withName("in_use", "2BP01");
  }
}
