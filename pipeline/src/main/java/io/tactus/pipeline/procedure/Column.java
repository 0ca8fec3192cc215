package io.tactus.pipeline.procedure;

/** A field of a table, resolved once by name. Valid until the schema changes. */
public interface Column {
  String name();

  /** The position of the field within its table. */
  int ordinal();
}
