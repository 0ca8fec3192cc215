package io.tactus.gateway.command;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.table.TableMeta;

/** Tables by the names clients use. Threading: stateless. */
public final class Tables {

  private Tables() {}

  /** Returns the table; system tables are readable by operators elsewhere, not here. */
  public static TableMeta find(Catalog catalog, String name) {
    TableMeta table = catalog.table(name);
    if (table == null || table.isSystem()) {
      throw new Refusal(
          Problem.of(ProblemType.TABLE_NOT_FOUND, "There is no table '" + name + "'.").at(name));
    }
    return table;
  }
}
