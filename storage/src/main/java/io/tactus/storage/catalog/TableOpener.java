package io.tactus.storage.catalog;

import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;

/** Gives the writer's side of a table of the working state. */
@FunctionalInterface
public interface TableOpener {

  /** Returns the table. */
  Table open(TableMeta meta);
}
