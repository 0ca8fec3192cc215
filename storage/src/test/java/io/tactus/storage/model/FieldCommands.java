package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Fields that come, with values for the rows there are, go, or get another name. Each returns as
 * {@link SchemaCommands#play}. Threading: one thread.
 */
final class FieldCommands {
  private final Random random;
  private final RandomSchemas schemas;
  private final PlayedChanges played;

  FieldCommands(Random random, RandomSchemas schemas, PlayedChanges played) {
    this.random = random;
    this.schemas = schemas;
    this.played = played;
  }

  ModelStore add(SchemaTurn turn, ModelTable table) {
    String name = "f" + random.nextInt(12);
    List<List<Object>> numbered = random.nextInt(4) == 0 ? turn.sink().keysInOrder(table) : null;
    ModelField field =
        numbered == null
            ? schemas.field(turn.model(), table.name, name)
            : ModelField.of(name, schemas.integer()).asGenerated();
    boolean taken = table.column(name) >= 0;
    boolean empty = field.required() && !table.rows.isEmpty();
    boolean twice = field.generated() && table.generatedColumn() >= 0;
    boolean refused = taken || empty || twice || !hasNumbers(turn.model(), table, field);
    String how = field.generated() ? "generated" : field.byDefault() != null ? "with default" : "";
    played.note(
        "add a field " + (how.isEmpty() ? field.nullable() ? "nullable" : "required" : how),
        field.required() || !table.rows.isEmpty(),
        !refused);
    return turn.change(
        refused ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        "addField",
        SchemaTurn.member("table", table.name) + ",\"field\":" + field.document(),
        () -> {
          List<ModelField> fields = new ArrayList<>(table.fields);
          fields.add(field);
          table.fields = List.copyOf(fields);
          if (numbered != null) {
            number(table, numbered);
            return;
          }
          List<Object> value = field.byDefault() == null ? null : List.of(field.byDefault());
          eachRow(table, columns -> columns.add(value));
        });
  }

  /** Tells whether there are as many numbers that were never given as there are rows. */
  private static boolean hasNumbers(ModelStore model, ModelTable table, ModelField field) {
    if (!field.generated() || table.rows.isEmpty()) {
      return true;
    }
    long last = table.counter + table.rows.size();
    long most = model.leaves("", field.type()).get(0).max();
    return Long.compareUnsigned(last, table.counter) > 0 && Long.compareUnsigned(last, most) <= 0;
  }

  /** Gives rows the next numbers, in the order of their slots. */
  private static void number(ModelTable table, List<List<Object>> keysInOrder) {
    for (List<Object> key : keysInOrder) {
      ModelRow row = table.rows.get(key);
      List<List<Object>> columns = new ArrayList<>(row.columns());
      columns.add(List.of(++table.counter));
      table.rows.put(key, new ModelRow(columns, row.sequence()));
    }
  }

  ModelStore drop(SchemaTurn turn, ModelTable table) {
    int column = random.nextInt(table.fields.size());
    String name = table.fields.get(column).name();
    boolean used =
        ModelIndex.use(table.key, name)
            || table.indexes.stream().anyMatch(i -> ModelIndex.use(i.fields(), name));
    played.note("drop a field", !table.rows.isEmpty(), !used);
    return turn.change(
        used ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        "dropField",
        SchemaTurn.member("table", table.name) + "," + SchemaTurn.member("field", name),
        () -> {
          List<ModelField> fields = new ArrayList<>(table.fields);
          fields.remove(column);
          table.fields = List.copyOf(fields);
          eachRow(table, columns -> columns.remove(column));
        });
  }

  ModelStore rename(SchemaTurn turn, ModelTable table) {
    int column = random.nextInt(table.fields.size());
    String old = table.fields.get(column).name();
    String name = (old.startsWith("k") ? "k" : "f") + random.nextInt(12);
    if (name.equals(old)) {
      return turn.model();
    }
    played.note("rename a field", !table.rows.isEmpty(), table.column(name) < 0);
    return turn.alter(
        table,
        column,
        table.column(name) >= 0 ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        SchemaTurn.member("name", name),
        () -> {
          Map<ModelTable, Map<String, Integer>> ends = new HashMap<>();
          turn.model().tables.values().forEach(t -> ends.put(t, t.pathsOfIndexes()));
          table.setField(column, table.fields.get(column).withName(name));
          table.key = ModelIndex.renamed(table.key, old, name);
          turn.model().resolveAll();
          ends.forEach(ModelTable::followPaths);
        });
  }

  /** Changes the columns of every row; sequences stay. */
  private static void eachRow(ModelTable table, Consumer<List<List<Object>>> change) {
    table.rows.replaceAll(
        (key, row) -> {
          List<List<Object>> columns = new ArrayList<>(row.columns());
          change.accept(columns);
          return new ModelRow(columns, row.sequence());
        });
  }
}
