package io.tactus.pipeline.procedure;

/**
 * A field of a table, resolved once by name. After a schema change it stands for the field that has
 * the name then.
 */
public interface Column {
  String name();

  /** The position of the value among all of its table. */
  int ordinal();
}
