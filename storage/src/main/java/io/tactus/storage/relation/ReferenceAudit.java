package io.tactus.storage.relation;

import io.tactus.storage.page.Version;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import java.util.Collection;

/**
 * Checks that every reference in a version points to a row that is there, row by row. For tests and
 * for tools that doubt a snapshot.
 *
 * <p>Threading: one thread; cold, walks every table that refers.
 */
public final class ReferenceAudit {
  private final TableReader rows = new TableReader();
  private final TableReader targets = new TableReader();
  private final ScanCursor cursor = new ScanCursor();

  /**
   * Checks all references of a pinned version.
   *
   * @param tables all tables of its catalog
   * @throws IllegalStateException that names the first that points to nothing
   */
  public void check(Version version, Relations relations, Collection<TableMeta> tables) {
    for (TableMeta table : tables) {
      for (Relation relation : relations.from(table.id())) {
        check(version, relation);
      }
    }
  }

  private void check(Version version, Relation relation) {
    rows.bind(version, relation.table());
    targets.bind(version, relation.target());
    rows.scan(cursor);
    while (cursor.next()) {
      long row = cursor.address();
      if (!relation.isNull(row) && targets.find(relation.keyIn(row)) == 0) {
        throw new IllegalStateException(
            relation
                + ": slot "
                + cursor.slot()
                + ": "
                + ReferenceErrors.missing(relation, row).detail());
      }
    }
  }
}
