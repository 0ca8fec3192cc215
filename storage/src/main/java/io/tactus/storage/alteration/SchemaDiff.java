package io.tactus.storage.alteration;

import io.tactus.storage.alteration.SchemaStep.Action;
import io.tactus.storage.alteration.SchemaStep.Work;
import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeDefinition;
import io.tactus.storage.schema.TypeUses;
import java.util.ArrayList;
import java.util.List;

/** What leads from one schema to another, as steps for people. One use. */
final class SchemaDiff {
  private final Schema before;
  private final Schema after;
  private final boolean exact;
  private final List<SchemaStep> steps = new ArrayList<>();

  /**
   * Compares two schemas.
   *
   * @param exact whether a conversion refuses what it would have to round or cut
   */
  SchemaDiff(Schema before, Schema after, boolean exact) {
    this.before = before;
    this.after = after;
    this.exact = exact;
  }

  /**
   * Returns the steps, those that make room for others first.
   *
   * @throws io.tactus.storage.Rejection SCHEMA_INVALID if a field cannot become what it should be
   */
  List<SchemaStep> steps() {
    compareTypes();
    for (TableDefinition table : before.tables()) {
      if (after.table(table.id()) == null) {
        add(Action.DROP_TABLE, table.name(), "drop table " + table.name() + " with its rows", true);
      }
    }
    for (TableDefinition table : after.tables()) {
      TableDefinition old = table.id() == 0 ? null : before.table(table.id());
      if (old == null) {
        add(Action.CREATE_TABLE, table.name(), "create table " + table.name(), false);
        continue;
      }
      if (!old.name().equals(table.name())) {
        String text = "rename table " + old.name() + " to " + table.name();
        add(Action.RENAME_TABLE, table.name(), text, false);
      }
      new TableDiff(before, old, after, table, exact, steps).compare();
    }
    return steps;
  }

  private void compareTypes() {
    for (TypeDefinition type : before.types()) {
      if (after.type(type.name()) == null) {
        addType(Action.DROP_TYPE, type, "drop type ");
      }
    }
    for (TypeDefinition type : after.types()) {
      TypeDefinition old = before.type(type.name());
      if (old == null) {
        addType(Action.CREATE_TYPE, type, "create type ");
      } else if (!old.equals(type)) {
        changeType(old, type);
      }
    }
  }

  private void changeType(TypeDefinition old, TypeDefinition type) {
    List<String> uses = TypeUses.ofType(before, type.name());
    if (old instanceof EnumType names
        && type instanceof EnumType more
        && more.values().size() > names.values().size()
        && more.values().subList(0, names.values().size()).equals(names.values())) {
      boolean wider = names.sizeBytes() != more.sizeBytes() && !uses.isEmpty();
      List<String> added = more.values().subList(names.values().size(), more.values().size());
      String text = "append " + String.join(", ", added) + " to enum " + type.name();
      steps.add(
          new SchemaStep(
              Action.EXTEND_ENUM,
              "",
              type.name(),
              text,
              false,
              wider ? Work.REWRITE : Work.CATALOG));
      return;
    }
    if (!uses.isEmpty()) {
      throw AlterationErrors.inUse("type " + type.name(), String.join(", ", uses))
          .withHint("names may be appended to an enum; for all else declare another type");
    }
    addType(Action.DROP_TYPE, old, "drop type ");
    addType(Action.CREATE_TYPE, type, "create type ");
  }

  private void addType(Action action, TypeDefinition type, String words) {
    steps.add(new SchemaStep(action, "", type.name(), words + type.name(), false, Work.CATALOG));
  }

  private void add(Action action, String table, String text, boolean losesData) {
    steps.add(new SchemaStep(action, table, "", text, losesData, Work.CATALOG));
  }
}
