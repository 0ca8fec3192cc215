package io.tactus.storage.alteration;

import io.tactus.storage.alteration.SchemaStep.Work;
import io.tactus.storage.row.RowColumn;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;

/**
 * What a step costs where only the layouts of the rows can tell: the same rules by which {@link
 * RowConverter} and the table's alteration go. Layouts are made when first asked for. One use.
 */
final class RowWork {
  private final Schema schemaBefore;
  private final TableDefinition before;
  private final Schema schemaAfter;
  private final TableDefinition after;
  private RowLayout from;
  private RowLayout to;

  RowWork(Schema schemaBefore, TableDefinition before, Schema schemaAfter, TableDefinition after) {
    this.schemaBefore = schemaBefore;
    this.before = before;
    this.schemaAfter = schemaAfter;
    this.after = after;
  }

  /** Returns what it costs that a field gets another type, with whatever bounds come with it. */
  Work ofType(Field old, Field field) {
    layOut();
    RowColumn target = to.columnById(field.id());
    boolean otherBounds = false;
    for (int i = 0; i < target.leafCount(); i++) {
      RowField leaf = to.field(target.firstLeaf() + i);
      RowField source = Leaves.source(from, leaf);
      if (source == null || !Leaves.sameType(source, leaf) || losesSignOfZero(source, leaf)) {
        return Work.REWRITE;
      }
      otherBounds |= !Leaves.sameBounds(source, leaf);
    }
    if (field.type().kind() == TypeKind.REF) {
      // Every reference is looked up; one that is new has an index of its own.
      return old.type().kind() == TypeKind.REF ? Work.CHECK : Work.INDEX;
    }
    return otherBounds ? Work.CHECK : Work.CATALOG;
  }

  /** Returns what it costs to build an index. */
  Work ofIndex(IndexDefinition index) {
    layOut();
    for (RowField leaf : to.leaves(index.fields())) {
      RowField source = Leaves.source(from, leaf);
      if (source != null && losesSignOfZero(source, leaf)) {
        return Work.REWRITE;
      }
    }
    return Work.INDEX;
  }

  /** Tells whether rows are rewritten because a float that gets an index holds no zero below 0. */
  private static boolean losesSignOfZero(RowField source, RowField leaf) {
    return source.kind().isFloat() && Leaves.newlyIndexed(source, leaf);
  }

  private void layOut() {
    if (from == null) {
      from = new RowLayout(before, schemaBefore.resolver());
      to = new RowLayout(after, schemaAfter.resolver());
    }
  }
}
