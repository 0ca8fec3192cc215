package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.Set;

/** Tables that come, go or get another name. Threading: one thread. */
final class TableCommands {
  private final RandomSchemas schemas;
  private final PlayedChanges played;

  TableCommands(RandomSchemas schemas, PlayedChanges played) {
    this.schemas = schemas;
    this.played = played;
  }

  /** Creates one; perhaps under a name that is taken. Returns as {@link SchemaCommands#play}. */
  ModelStore create(SchemaTurn turn) {
    String name = schemas.tableName();
    return create(turn, schemas.table(turn.model(), name, turn.model().lastTableId + 1));
  }

  /** Creates this one. */
  ModelStore create(SchemaTurn turn, ModelTable table) {
    Set<RejectionCode> expected =
        turn.model().tables.containsKey(table.name) ? SchemaTurn.SOMEHOW : SchemaTurn.NOT;
    played.note("create a table", true, expected.isEmpty());
    return turn.change(
        expected,
        "createTable",
        "\"table\":" + table.document(),
        () -> {
          turn.model().lastTableId = table.id;
          turn.model().tables.put(table.name, table);
        });
  }

  /** Drops one, unless another refers to it. Returns as {@link SchemaCommands#play}. */
  ModelStore drop(SchemaTurn turn, ModelTable table) {
    boolean used = turn.model().referencesTo(table).stream().anyMatch(r -> r.table() != table);
    played.note("drop a table", !table.rows.isEmpty(), !used);
    return turn.change(
        used ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        "dropTable",
        SchemaTurn.member("table", table.name),
        () -> turn.model().tables.remove(table.name));
  }

  /** Renames one, perhaps to a name that is taken. Returns as {@link SchemaCommands#play}. */
  ModelStore rename(SchemaTurn turn, ModelTable table) {
    String name = schemas.tableName();
    String old = table.name;
    if (name.equals(old)) {
      return turn.model();
    }
    played.note("rename a table", !table.rows.isEmpty(), !turn.model().tables.containsKey(name));
    return turn.change(
        turn.model().tables.containsKey(name) ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        "renameTable",
        SchemaTurn.member("table", old) + "," + SchemaTurn.member("name", name),
        () -> {
          turn.model().tables.remove(old);
          table.name = name;
          turn.model().tables.put(name, table);
          String type = "ref(" + old + ")";
          for (ModelTable other : turn.model().tables.values()) {
            other.fields =
                other.fields.stream()
                    .map(f -> f.type().equals(type) ? f.withType("ref(" + name + ")") : f)
                    .toList();
          }
        });
  }
}
