package io.tactus.storage.alteration;

import io.tactus.storage.alteration.SchemaStep.Action;
import io.tactus.storage.alteration.SchemaStep.Work;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeUses;
import io.tactus.storage.table.TableIndexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What leads from one definition of a table to another, as steps for people. One use. */
final class TableDiff {
  private final Schema schemaBefore;
  private final TableDefinition before;
  private final Schema schemaAfter;
  private final TableDefinition after;
  private final boolean exact;
  private final List<SchemaStep> steps;
  private final RowWork rows;

  TableDiff(
      Schema schemaBefore,
      TableDefinition before,
      Schema schemaAfter,
      TableDefinition after,
      boolean exact,
      List<SchemaStep> steps) {
    this.schemaBefore = schemaBefore;
    this.before = before;
    this.schemaAfter = schemaAfter;
    this.after = after;
    this.exact = exact;
    this.steps = steps;
    this.rows = new RowWork(schemaBefore, before, schemaAfter, after);
  }

  void compare() {
    compareIndexes(Action.DROP_INDEX);
    for (Field field : before.fields()) {
      if (after.fieldById(field.id()) == null) {
        add(
            Action.DROP_FIELD,
            field.name(),
            "drop field " + place(field) + " (" + field.type() + ") with its values",
            true,
            Work.REWRITE);
      }
    }
    for (Field field : after.fields()) {
      Field old = before.fieldById(field.id());
      if (old == null) {
        String text = "add field " + place(field) + " (" + field.type() + ")" + filledWith(field);
        add(Action.ADD_FIELD, field.name(), text, false, Work.REWRITE);
      } else {
        compareFields(old, field);
      }
    }
    if (!commonIds(before, after).equals(commonIds(after, before))) {
      String text = "put the fields of " + after.name() + " in another order";
      add(Action.MOVE_FIELDS, "", text, false, Work.REWRITE);
    }
    demandSameKeyWhereReferred();
    if (!IndexIdentity.key(before).equals(IndexIdentity.key(after))) {
      String text =
          "make "
              + String.join(", ", after.primaryKey())
              + " the primary key of "
              + after.name()
              + ", instead of "
              + String.join(", ", before.primaryKey());
      add(Action.CHANGE_KEY, "", text, false, rows.ofIndex(TableIndexes.primary(after)));
    }
    compareIndexes(Action.ADD_INDEX);
  }

  /** References hold the values of the key: it must stay what it is while there are some. */
  private void demandSameKeyWhereReferred() {
    List<String> uses = new ArrayList<>(TypeUses.ofTable(schemaBefore, before.name()));
    before.fields().stream()
        .filter(field -> field.type().equals(FieldType.ref(before.name())))
        .forEach(field -> uses.add(before.name() + "." + field.name()));
    if (uses.isEmpty()) {
      return;
    }
    boolean same = IndexIdentity.key(before).equals(IndexIdentity.key(after));
    for (String path : before.primaryKey()) {
      Field old = before.columnOf(path);
      Field field = after.fieldById(old.id());
      same &=
          field != null
              && FieldConversion.same(schemaBefore, old.type(), schemaAfter, field.type());
    }
    if (!same) {
      throw AlterationErrors.inUse("the primary key of " + before.name(), String.join(", ", uses))
          .at(after.name(), "");
    }
  }

  private static String filledWith(Field field) {
    if (field.generated()) {
      return ", rows are numbered";
    }
    if (field.defaultValue() != null) {
      return ", rows get the default";
    }
    return field.nullable() ? ", rows get null" : "";
  }

  private void compareFields(Field old, Field field) {
    if (!old.name().equals(field.name())) {
      String text = "rename field " + after.name() + "." + old.name() + " to " + field.name();
      add(Action.RENAME_FIELD, field.name(), text, false, Work.CATALOG);
    }
    Conversion conversion = FieldConversion.of(schemaBefore, old.type(), schemaAfter, field.type());
    if (conversion == Conversion.NONE) {
      throw AlterationErrors.invalid("type", old.type() + " cannot become " + field.type())
          .withHint("drop the field and add another")
          .at(after.name(), field.name());
    }
    boolean retyped =
        conversion != Conversion.KEEPS
            || !FieldConversion.same(schemaBefore, old.type(), schemaAfter, field.type());
    if (retyped) {
      Work work = rows.ofType(old, field);
      boolean loses = conversion == Conversion.MAY_LOSE && !exact;
      String text =
          "change "
              + place(field)
              + " from "
              + old.type()
              + " to "
              + field.type()
              + (loses ? ", values may be rounded or cut" : "")
              + (conversion == Conversion.CHECKED || (conversion == Conversion.MAY_LOSE && exact)
                  ? ", refused if a value does not fit"
                  : "");
      add(Action.RETYPE_FIELD, field.name(), text, loses, work);
    }
    compareRules(old, field, retyped);
  }

  private void compareRules(Field old, Field field, boolean retyped) {
    List<String> changes = new ArrayList<>();
    Work work = Work.CATALOG;
    if (old.nullable() != field.nullable()) {
      changes.add(field.nullable() ? "nullable" : "not nullable, refused if a row has null");
      work = Work.REWRITE;
    }
    if (old.onDelete() != field.onDelete()) {
      changes.add("onDelete " + field.onDelete().text());
    }
    if (old.generated() != field.generated()) {
      changes.add(field.generated() ? "generated" : "no longer generated");
      work = max(work, field.generated() ? Work.CHECK : Work.CATALOG);
    }
    if (!retyped && !Objects.equals(old.defaultValue(), field.defaultValue())) {
      changes.add(field.defaultValue() == null ? "without default" : "another default");
    }
    if (!retyped && (differ(old.min(), field.min()) || differ(old.max(), field.max()))) {
      changes.add("other bounds, refused if a row lies outside");
      work = max(work, Work.CHECK);
    }
    if (!changes.isEmpty()) {
      String text = "make " + place(field) + " " + String.join("; ", changes);
      add(Action.ALTER_FIELD, field.name(), text, false, work);
    }
  }

  private static boolean differ(Literal old, Literal bound) {
    return !Objects.equals(old, bound);
  }

  private static Work max(Work left, Work right) {
    return left.compareTo(right) >= 0 ? left : right;
  }

  /** Ids of the fields that both have, in the order of the first. */
  private static List<Integer> commonIds(TableDefinition table, TableDefinition other) {
    return table.fields().stream()
        .map(Field::id)
        .filter(id -> other.fieldById(id) != null)
        .toList();
  }

  private void compareIndexes(Action action) {
    boolean adds = action == Action.ADD_INDEX;
    TableDefinition here = adds ? after : before;
    TableDefinition there = adds ? before : after;
    for (IndexDefinition index : here.indexes()) {
      IndexDefinition other = there.index(index.name());
      if (other == null || !IndexIdentity.of(here, index).equals(IndexIdentity.of(there, other))) {
        String text =
            (adds ? "build index " : "drop index ")
                + index.name()
                + " of "
                + after.name()
                + " ("
                + String.join(", ", index.fields())
                + ")";
        add(action, index.name(), text, false, adds ? rows.ofIndex(index) : Work.CATALOG);
      }
    }
  }

  private String place(Field field) {
    return after.name() + "." + field.name();
  }

  private void add(Action action, String name, String text, boolean losesData, Work work) {
    steps.add(new SchemaStep(action, after.name(), name, text, losesData, work));
  }
}
