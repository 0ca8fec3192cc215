package io.tactus.gateway.command;

import io.tactus.gateway.access.Principal;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.table.TableMeta;

/** Tables by the names clients use. Threading: stateless. */
public final class Tables {

  private Tables() {}

  /** Returns a table to read rows or the document of; refused with 403 before 404. */
  public static TableMeta readable(Principal principal, Catalog catalog, String name) {
    principal.requireRead(name);
    return find(catalog, name);
  }

  /** Returns a table to change rows of; refused with 403 before 404. */
  public static TableMeta writable(Principal principal, Catalog catalog, String name) {
    principal.requireWrite(name);
    return find(catalog, name);
  }

  /** Returns a table an admin alters; that it is one, the route has checked. */
  public static TableMeta alterable(Catalog catalog, String name) {
    return find(catalog, name);
  }

  /** System tables are readable by operators elsewhere, not here. */
  private static TableMeta find(Catalog catalog, String name) {
    TableMeta table = catalog.table(name);
    if (table == null || table.isSystem()) {
      throw new Refusal(
          Problem.of(ProblemType.TABLE_NOT_FOUND, "There is no table '" + name + "'.").at(name));
    }
    return table;
  }
}
