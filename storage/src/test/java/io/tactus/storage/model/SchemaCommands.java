package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random changes of the schema, told to a sink and done to a model. */
public final class SchemaCommands {
  /** Refused for one reason or another: which is tested elsewhere. */
  static final Set<RejectionCode> SOMEHOW = EnumSet.allOf(RejectionCode.class);

  static final Set<RejectionCode> NOT = EnumSet.noneOf(RejectionCode.class);

  private final Random random;
  private final int tries;
  private final boolean rich;
  private final RandomSchemas schemas;
  private final DeclaredSchemas declared;
  private final FieldCommands rules;
  private final TypeCommands retypes;
  private final PlayedChanges played = new PlayedChanges();

  public SchemaCommands(Random random) {
    this(random, 0);
  }

  /**
   * Creates a source of changes.
   *
   * @param tries how many are thought up, at most, to find one of a kind that was not done yet
   */
  SchemaCommands(Random random, int tries) {
    this.random = random;
    this.tries = tries;
    this.rich = tries > 0 && random.nextBoolean();
    this.schemas = new RandomSchemas(random);
    this.declared = new DeclaredSchemas(random, schemas, this, played);
    this.rules = new FieldCommands(random, played);
    this.retypes = new TypeCommands(random, played);
  }

  /**
   * Plays one, or several told as one. Returns the model as it is then, or null if a limit stopped
   * it; the one given may have changed.
   */
  public ModelStore play(SchemaSink sink, ModelStore model, long version) {
    ModelStore after =
        random.nextInt(6) == 0
            ? declared.declare(sink, model, version)
            : random.nextInt(4) == 0 ? one(sink, model, version) : another(sink, model, version);
    if (after == null) {
      played.forget(0);
    } else {
      played.count();
    }
    return after;
  }

  /**
   * Plays the next step to the first table: half of the games begin with all declared types, and a
   * table that has a field of every kind. Returns as {@link #play}.
   */
  ModelStore begin(SchemaSink sink, ModelStore model, long version) {
    if (!rich) {
      return createTable(sink, model, version);
    }
    ModelType missing = schemas.missingType(model);
    return missing == null
        ? createTable(sink, model, schemas.rich(model, model.lastTableId + 1), version)
        : createType(sink, model, missing, version);
  }

  /** Plays one of a kind that was not done yet, if such a one comes up. */
  private ModelStore another(SchemaSink sink, ModelStore model, long version) {
    for (int i = 0; i < tries; i++) {
      ThoughtUp thoughtUp = new ThoughtUp(sink);
      ModelStore tried = i == 0 ? retypes.playBack(thoughtUp, model.copy(), version) : null;
      tried = tried == null ? alteration(thoughtUp, model.copy(), version) : tried;
      if (thoughtUp.isAccepted() && played.hasNew()) {
        return sink.change(thoughtUp.document(), NOT) ? null : tried;
      }
      played.forget(0);
    }
    return one(sink, model, version);
  }

  /** Most kinds are those of a field that becomes another. */
  private ModelStore alteration(SchemaSink sink, ModelStore model, long version) {
    int dice = random.nextInt(8);
    ModelTable table = model.tables.get(schemas.tableName());
    if (dice == 0 || table == null) {
      return one(sink, model, version);
    }
    return switch (dice) {
      case 1, 2 -> rules.play(sink, model, table, version);
      case 3 -> nullability(sink, model, table, version);
      default -> retypes.play(sink, model, table, version);
    };
  }

  /** What was played so far. */
  public PlayedChanges played() {
    return played;
  }

  /** Plays one; what it was is noted. */
  ModelStore one(SchemaSink sink, ModelStore model, long version) {
    ModelTable table = model.tables.get(schemas.tableName());
    int dice = random.nextInt(100);
    if (dice < 20) {
      return types(sink, model, version);
    }
    if (table == null || dice < 32) {
      return createTable(sink, model, version);
    }
    if (dice >= 70) {
      return dice < 82
          ? rules.play(sink, model, table, version)
          : retypes.play(sink, model, table, version);
    }
    return switch (dice % 10) {
      case 0 -> dice < 50 ? dropTable(sink, model, table, version) : model;
      case 1 -> renameTable(sink, model, table, version);
      case 2, 3 -> addField(sink, model, table, version);
      case 4 -> dropField(sink, model, table, version);
      case 5 -> renameField(sink, model, table, version);
      case 6 -> retypes.play(sink, model, table, version);
      case 7 -> nullability(sink, model, table, version);
      case 8 -> addIndex(sink, model, table, version);
      default -> dropIndex(sink, model, table, version);
    };
  }

  public ModelStore createTable(SchemaSink sink, ModelStore model, long version) {
    String name = schemas.tableName();
    return createTable(sink, model, schemas.table(model, name, model.lastTableId + 1), version);
  }

  private ModelStore createTable(
      SchemaSink sink, ModelStore model, ModelTable table, long version) {
    Set<RejectionCode> expected = model.tables.containsKey(table.name) ? SOMEHOW : NOT;
    played.note("create a table", true, expected.isEmpty());
    return change(
        sink,
        model,
        version,
        expected,
        "createTable",
        "\"table\":" + table.document(),
        () -> {
          model.lastTableId = table.id;
          model.tables.put(table.name, table);
        });
  }

  /** Declares a type, drops one, or gives an enum further names. */
  private ModelStore types(SchemaSink sink, ModelStore model, long version) {
    ModelType type = schemas.type();
    ModelType present = model.types.get(type.name());
    if (present == null) {
      return createType(sink, model, type, version);
    }
    if (present.isEnum() && random.nextBoolean()) {
      String name = "more" + present.values().size();
      List<String> values = new ArrayList<>(present.values());
      values.add(name);
      played.note("extend an enum", true, true);
      return change(
          sink,
          model,
          version,
          NOT,
          "extendEnum",
          member("type", type.name()) + ",\"values\":[\"" + name + "\"]",
          () -> model.types.put(type.name(), ModelType.enumeration(type.name(), values)));
    }
    boolean used =
        model.tables.values().stream()
                .flatMap(t -> t.fields.stream())
                .anyMatch(f -> ModelType.uses(model.types, f.type(), type.name()))
            || model.types.values().stream()
                .flatMap(t -> t.members().stream())
                .anyMatch(m -> ModelType.uses(model.types, m.type(), type.name()));
    played.note("drop a type", true, !used);
    return change(
        sink,
        model,
        version,
        used ? SOMEHOW : NOT,
        "dropType",
        member("type", type.name()),
        () -> model.types.remove(type.name()));
  }

  private ModelStore createType(SchemaSink sink, ModelStore model, ModelType type, long version) {
    boolean lacks =
        type.members().stream()
            .map(m -> ModelType.element(m.type()))
            .anyMatch(t -> Character.isUpperCase(t.charAt(0)) && !model.types.containsKey(t));
    played.note(type.isEnum() ? "create an enum" : "create a composite type", true, !lacks);
    return change(
        sink,
        model,
        version,
        lacks ? SOMEHOW : NOT,
        "createType",
        "\"type\":" + type.document(),
        () -> model.types.put(type.name(), type));
  }

  private ModelStore dropTable(SchemaSink sink, ModelStore model, ModelTable table, long version) {
    boolean used = model.referencesTo(table).stream().anyMatch(r -> r.table() != table);
    played.note("drop a table", !table.rows.isEmpty(), !used);
    return change(
        sink,
        model,
        version,
        used ? SOMEHOW : NOT,
        "dropTable",
        member("table", table.name),
        () -> model.tables.remove(table.name));
  }

  private ModelStore renameTable(
      SchemaSink sink, ModelStore model, ModelTable table, long version) {
    String name = schemas.tableName();
    String old = table.name;
    if (name.equals(old)) {
      return model;
    }
    played.note("rename a table", !table.rows.isEmpty(), !model.tables.containsKey(name));
    return change(
        sink,
        model,
        version,
        model.tables.containsKey(name) ? SOMEHOW : NOT,
        "renameTable",
        member("table", old) + "," + member("name", name),
        () -> {
          model.tables.remove(old);
          table.name = name;
          model.tables.put(name, table);
          String type = "ref(" + old + ")";
          for (ModelTable other : model.tables.values()) {
            other.fields =
                other.fields.stream()
                    .map(f -> f.type().equals(type) ? f.withType("ref(" + name + ")") : f)
                    .toList();
          }
        });
  }

  private ModelStore addField(SchemaSink sink, ModelStore model, ModelTable table, long version) {
    String name = "f" + random.nextInt(12);
    List<List<Object>> numbered = random.nextInt(4) == 0 ? sink.keysInOrder(table) : null;
    ModelField field =
        numbered == null
            ? schemas.field(model, table.name, name)
            : ModelField.of(name, schemas.integer()).asGenerated();
    boolean taken = table.column(name) >= 0;
    boolean empty = field.required() && !table.rows.isEmpty();
    boolean twice = field.generated() && table.generatedColumn() >= 0;
    boolean refused = taken || empty || twice || !hasNumbers(model, table, field);
    String how = field.generated() ? "generated" : field.byDefault() != null ? "with default" : "";
    played.note(
        "add a field " + (how.isEmpty() ? field.nullable() ? "nullable" : "required" : how),
        field.required() || !table.rows.isEmpty(),
        !refused);
    return change(
        sink,
        model,
        version,
        refused ? SOMEHOW : NOT,
        "addField",
        member("table", table.name) + ",\"field\":" + field.document(),
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

  private ModelStore dropField(SchemaSink sink, ModelStore model, ModelTable table, long version) {
    int column = random.nextInt(table.fields.size());
    String name = table.fields.get(column).name();
    boolean used =
        ModelIndex.use(table.key, name)
            || table.indexes.stream().anyMatch(i -> ModelIndex.use(i.fields(), name));
    played.note("drop a field", !table.rows.isEmpty(), !used);
    return change(
        sink,
        model,
        version,
        used ? SOMEHOW : NOT,
        "dropField",
        member("table", table.name) + "," + member("field", name),
        () -> {
          List<ModelField> fields = new ArrayList<>(table.fields);
          fields.remove(column);
          table.fields = List.copyOf(fields);
          eachRow(table, columns -> columns.remove(column));
        });
  }

  private ModelStore renameField(
      SchemaSink sink, ModelStore model, ModelTable table, long version) {
    int column = random.nextInt(table.fields.size());
    String old = table.fields.get(column).name();
    String name = (old.startsWith("k") ? "k" : "f") + random.nextInt(12);
    if (name.equals(old)) {
      return model;
    }
    played.note("rename a field", !table.rows.isEmpty(), table.column(name) < 0);
    return alter(
        sink,
        model,
        table,
        column,
        version,
        table.column(name) >= 0 ? SOMEHOW : NOT,
        member("name", name),
        () -> {
          Map<ModelTable, Map<String, Integer>> ends = new HashMap<>();
          model.tables.values().forEach(t -> ends.put(t, t.pathsOfIndexes()));
          setField(table, column, table.fields.get(column).withName(name));
          table.key = ModelIndex.renamed(table.key, old, name);
          model.resolveAll();
          ends.forEach(ModelTable::followPaths);
        });
  }

  private ModelStore nullability(
      SchemaSink sink, ModelStore model, ModelTable table, long version) {
    int column = random.nextInt(table.fields.size());
    ModelField field = table.fields.get(column);
    boolean nullable = !field.nullable();
    boolean hasNull = table.rows.values().stream().anyMatch(r -> r.columns().get(column) == null);
    boolean refused =
        nullable
            ? table.isKeyColumn(column) || field.generated()
            : hasNull || field.onDelete().equals("setNull");
    played.note(nullable ? "nullable" : "not nullable", !table.rows.isEmpty(), !refused);
    return alter(
        sink,
        model,
        table,
        column,
        version,
        refused ? SOMEHOW : NOT,
        "\"nullable\":" + nullable,
        () -> setField(table, column, field.asNullable(nullable)));
  }

  private ModelStore addIndex(SchemaSink sink, ModelStore model, ModelTable table, long version) {
    ModelIndex index = schemas.index(table);
    if (index == null) {
      return model;
    }
    boolean taken = table.indexes.stream().anyMatch(i -> i.name().equals(index.name()));
    boolean twice = index.unique() && table.hasEqual(index.fields());
    played.note(
        (index.unique() ? "add a unique index, " : "add an index, ") + index.kind(),
        !table.rows.isEmpty(),
        !taken && !twice);
    return change(
        sink,
        model,
        version,
        taken || twice ? SOMEHOW : NOT,
        "addIndex",
        member("table", table.name) + ",\"index\":" + index.document(),
        () -> {
          List<ModelIndex> indexes = new ArrayList<>(table.indexes);
          indexes.add(index);
          table.indexes = List.copyOf(indexes);
        });
  }

  private ModelStore dropIndex(SchemaSink sink, ModelStore model, ModelTable table, long version) {
    String name = "i" + random.nextInt(5);
    boolean there = table.indexes.stream().anyMatch(i -> i.name().equals(name));
    played.note("drop an index", !table.rows.isEmpty(), there);
    return change(
        sink,
        model,
        version,
        there ? NOT : EnumSet.of(RejectionCode.NOT_FOUND),
        "dropIndex",
        member("table", table.name) + "," + member("index", name),
        () -> table.indexes = table.indexes.stream().filter(i -> !i.name().equals(name)).toList());
  }

  static ModelStore alter(
      SchemaSink sink,
      ModelStore model,
      ModelTable table,
      int column,
      long version,
      Set<RejectionCode> expected,
      String set,
      Runnable action) {
    String field = table.fields.get(column).name();
    return change(
        sink,
        model,
        version,
        expected,
        "alterField",
        member("table", table.name) + "," + member("field", field) + ",\"set\":{" + set + "}",
        action);
  }

  static ModelStore change(
      SchemaSink sink,
      ModelStore model,
      long version,
      Set<RejectionCode> expected,
      String kind,
      String members,
      Runnable action) {
    String document = "{\"change\":\"" + kind + "\"," + members + "}";
    if (sink.change(document, expected)) {
      return null;
    }
    if (expected.isEmpty()) {
      model.schemaVersion = version;
      action.run();
      model.resolveAll();
    }
    return model;
  }

  static String member(String name, String value) {
    return '"' + name + "\":\"" + value + '"';
  }

  static void setField(ModelTable table, int column, ModelField field) {
    List<ModelField> fields = new ArrayList<>(table.fields);
    fields.set(column, field);
    table.fields = List.copyOf(fields);
  }

  /** Changes the columns of every row; sequences stay. */
  private static void eachRow(
      ModelTable table, java.util.function.Consumer<List<List<Object>>> change) {
    table.rows.replaceAll(
        (key, row) -> {
          List<List<Object>> columns = new ArrayList<>(row.columns());
          change.accept(columns);
          return new ModelRow(columns, row.sequence());
        });
  }
}
