package io.tactus.storage.catalog;

import io.tactus.storage.alteration.SchemaPlan;
import io.tactus.storage.relation.ExistingReferences;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.Types;
import io.tactus.storage.table.TableAlteration;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TablePages;
import io.tactus.storage.table.WriteContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out a plan: brings tables, system tables and catalog from what they are to the plan's
 * result. What is to be done to a table follows from comparing its definitions.
 *
 * <pre>
 *   1  tables that change get their new rows and indexes, new tables their areas
 *   2  what is replaced or dropped goes: only now, so that old and new count together until here
 *   3  the rows of _tables, _catalog and _counters
 * </pre>
 *
 * <p>Threading: tick thread only; one use. Refusals leave it to the caller to roll back.
 */
final class CatalogChange {
  private final WriteContext context;
  private final CatalogPages pages;
  private final Catalog before;
  private final SchemaPlan plan;
  private final long schemaVersion;
  private final List<TableMeta> metas = new ArrayList<>();
  private final List<TableMeta> created = new ArrayList<>();
  private final List<TableMeta> dropped = new ArrayList<>();
  private final List<Altered> altered = new ArrayList<>();

  /** A table that goes on under another definition. */
  private record Altered(TableMeta before, TableMeta after, TableAlteration alteration) {}

  CatalogChange(
      WriteContext context,
      CatalogPages pages,
      Catalog before,
      SchemaPlan plan,
      long schemaVersion) {
    this.context = context;
    this.pages = pages;
    this.before = before;
    this.plan = plan;
    this.schemaVersion = schemaVersion;
  }

  /**
   * Does it and returns the new catalog.
   *
   * @throws io.tactus.storage.Rejection what the rows refuse, MEMORY_LIMIT, SCHEMA_INVALID
   */
  Catalog carryOut() {
    keepAndDrop();
    List<TableDefinition> definitions = new ArrayList<>();
    for (TableDefinition table : plan.result().tables()) {
      definitions.add(table.id() == 0 ? table.withIds(pages.nextTableId()) : table);
    }
    Types types = Types.of(plan.result().types(), definitions);
    for (TableDefinition table : definitions) {
      TableMeta present = before.table(table.id());
      if (present == null) {
        create(table, types);
      } else {
        alter(present, table, types);
      }
    }
    Catalog after = new Catalog(schemaVersion, metas, plan.result().types());
    new ExistingReferences(before.relations(), pages.opener()::open).check(after.relations());
    for (Altered table : altered) {
      table.alteration().dropReplaced();
    }
    for (TableMeta table : dropped) {
      TablePages.drop(context, table);
    }
    record();
    return after;
  }

  private void keepAndDrop() {
    for (TableMeta table : before.tables()) {
      if (table.isSystem()) {
        metas.add(table);
      } else if (plan.result().table(table.id()) == null) {
        dropped.add(table);
      }
    }
  }

  private void create(TableDefinition definition, Types types) {
    TableMeta meta = TablePages.create(context, definition, types, false);
    created.add(meta);
    metas.add(meta);
  }

  private void alter(TableMeta table, TableDefinition definition, Types types) {
    RowLayout layout = new RowLayout(definition, types);
    if (table.definition().equals(definition) && layout.sameShapes(table.layout())) {
      metas.add(table);
      return;
    }
    TableAlteration alteration =
        new TableAlteration(context, table, definition, layout, plan.allowsLoss());
    alteration.numberAfter(pages.lastNumber(table.id()));
    TableMeta after = alteration.carryOut(types, schemaVersion);
    altered.add(new Altered(table, after, alteration));
    metas.add(after);
  }

  private void record() {
    for (TableMeta table : dropped) {
      pages.unregister(before, table);
    }
    for (Altered table : altered) {
      pages.replace(before, table.after());
      if (table.after().layout().generatedOrdinal() >= 0) {
        pages.noteNumber(before, table.after().id(), table.alteration().lastNumber());
      }
    }
    for (TableMeta table : created) {
      pages.register(before, table);
      pages.writeDefinition(before, table.definition());
    }
    pages.replaceTypes(before, plan.result().types());
    pages.setSchemaVersion(schemaVersion);
  }
}
