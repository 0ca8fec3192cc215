package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Fields that get any other type: of keys and indexes, too, with defaults and bounds, references
 * that become plain values and back. Threading: one thread.
 */
final class RetypeCommands {
  /** Longer values make keys and rows that are too long, which others test. */
  private static final int MOST_KEY_LEAF_BYTES = 64;

  private final Random random;
  private final PlayedChanges played;

  /** What the field was that became another last. */
  private ModelField latest;

  private int latestTable;

  RetypeCommands(Random random, PlayedChanges played) {
    this.random = random;
    this.played = played;
  }

  /** Plays one. Returns as {@link SchemaCommands#play}. */
  ModelStore play(SchemaTurn turn, ModelTable table) {
    int column = random.nextInt(table.fields.size());
    return play(turn, table, column, anyType(turn.model(), table.fields.get(column)));
  }

  /**
   * Plays the way back of a field that became another lately: hardly any text is that of a number
   * unless it was one. Null if there is none.
   */
  ModelStore playBack(SchemaTurn turn) {
    ModelStore model = turn.model();
    ModelTable table = model.table(latestTable);
    int column = table == null ? -1 : table.column(latest.name());
    boolean declared = latest != null && isDeclared(model, latest.type());
    return column < 0 || !declared ? null : play(turn, table, column, latest.type());
  }

  private static boolean isDeclared(ModelStore model, String type) {
    String target = ModelType.target(type);
    return target == null
        ? Character.isLowerCase(type.charAt(0)) || model.types.containsKey(ModelType.element(type))
        : model.tables.containsKey(target);
  }

  private ModelStore play(SchemaTurn turn, ModelTable table, int column, String type) {
    ModelStore model = turn.model();
    ModelField old = table.fields.get(column);
    if (type == null || type.equals(old.type()) || namesALoop(model, table, column, type)) {
      return model;
    }
    boolean possible = ModelConversion.exists(model, old.type(), type);
    if (!possible && random.nextInt(4) != 0) {
      return model;
    }
    boolean loss = random.nextBoolean();
    ModelField field = old.withType(type);
    StringBuilder set = new StringBuilder("\"type\":\"" + type + '"');
    boolean bare =
        random.nextInt(4) != 0
            || FieldRuleCommands.takesOtherConstants(model.leaves("", ModelType.element(type)));
    if (bare && (old.byDefault() != null || old.min() != null || old.max() != null)) {
      set.append(",\"default\":null,\"min\":null,\"max\":null");
      field = field.withDefault(null).withBounds(null, null);
    }
    if (bare && !old.onDelete().equals("restrict")) {
      set.append(",\"onDelete\":null");
      field = field.withOnDelete("restrict");
    }
    return retype(turn, table, column, field, set.toString(), loss, possible);
  }

  private String anyType(ModelStore model, ModelField field) {
    List<String> types = new ArrayList<>();
    int length = ModelType.length(field.type());
    if (length > 0) {
      String element = ModelType.element(field.type());
      return model.types.containsKey(element)
          ? null
          : RandomSchemas.anyScalar(random) + "[" + (random.nextInt(5) == 0 ? 4 : length) + "]";
    }
    ModelType declared = model.types.get(field.type());
    if (declared != null) {
      model.types.values().stream()
          .filter(t -> t.isEnum() == declared.isEnum())
          .forEach(t -> types.add(t.name()));
    }
    model.tables.keySet().forEach(name -> types.add("ref(" + name + ")"));
    if (declared == null || declared.isEnum()) {
      for (int i = 0; i < 6; i++) {
        types.add(RandomSchemas.anyScalar(random));
      }
      types.add("text");
    }
    if (field.target() != null) {
      List<ModelLeaf> key = model.leaves("", field.type());
      if (key.size() == 1 && !key.get(0).kind().equals("enum")) {
        ModelLeaf leaf = key.get(0);
        String plain =
            leaf.kind() + (leaf.kind().equals("string") ? "(" + leaf.capacity() + ")" : "");
        return random.nextBoolean() ? plain : types.get(random.nextInt(types.size()));
      }
    }
    return types.get(random.nextInt(types.size()));
  }

  /** Tells whether keys would refer to each other, which the model cannot even spell out. */
  private static boolean namesALoop(ModelStore model, ModelTable table, int column, String type) {
    String target = ModelType.target(type);
    return target != null && table.isKeyColumn(column) && model.keysLead(target, table.name);
  }

  private ModelStore retype(
      SchemaTurn turn,
      ModelTable table,
      int column,
      ModelField field,
      String set,
      boolean loss,
      boolean possible) {
    ModelStore model = turn.model();
    List<ModelLeaf> from = table.leavesOf(column);
    List<ModelLeaf> to = model.leaves("", field.type());
    boolean keyed = table.isKeyColumn(column);
    boolean indexed =
        keyed || table.indexes.stream().anyMatch(i -> ModelIndex.use(i.fields(), field.name()));
    for (int i = 0; possible && i < to.size(); i++) {
      boolean tooLong = indexed && to.get(i).sizeBytes() > MOST_KEY_LEAF_BYTES;
      if (tooLong || !ModelConversion.knowsText(from.get(i), to.get(i))) {
        return model;
      }
    }
    ModelStore trial = model.copy();
    trial.schemaVersion = turn.version();
    ModelTable changed = trial.tables.get(table.name);
    boolean accepted =
        possible
            && FieldRuleCommands.isDeclarable(model, table, column, field)
            && !(keyed && !model.referencesTo(table).isEmpty())
            && !(indexed && to.stream().anyMatch(ModelLeaf::isVariable))
            && convert(changed, column, field, from, to, !loss)
            && isWhole(trial, changed, column);
    note(model, table, column, field, accepted);
    if (accepted) {
      latest = table.fields.get(column);
      latestTable = table.id;
    }
    return turn.change(
        accepted ? SchemaTurn.NOT : SchemaTurn.SOMEHOW,
        "alterField",
        SchemaTurn.member("table", table.name)
            + ","
            + SchemaTurn.member("field", field.name())
            + ",\"set\":{"
            + set
            + "}"
            + (loss ? ",\"allowLoss\":true" : ""),
        () -> model.tables.put(table.name, changed));
  }

  private void note(
      ModelStore model, ModelTable table, int column, ModelField field, boolean accepted) {
    ModelField old = table.fields.get(column);
    boolean values = table.rows.values().stream().anyMatch(r -> r.columns().get(column) != null);
    note(
        "type of " + kind(model, old.type()) + " to " + kind(model, field.type()),
        values,
        accepted);
    if (table.isKeyColumn(column)) {
      note("type of a key field", values, accepted);
    }
    if (table.indexes.stream().anyMatch(i -> ModelIndex.use(i.fields(), old.name()))) {
      note("type of an indexed field", values, accepted);
    }
    if (old.byDefault() != null) {
      note("type of a field with default", values, accepted);
    }
    if (old.generated()) {
      note("type of a generated field", values, accepted);
    }
  }

  private void note(String what, boolean values, boolean accepted) {
    played.note(what, values, accepted);
  }

  /** Kinds between which conversions differ. */
  private static String kind(ModelStore model, String type) {
    ModelType declared = model.types.get(ModelType.element(type));
    if (ModelType.target(type) != null) {
      return "ref";
    }
    if (ModelType.length(type) > 0) {
      return "array";
    }
    if (declared != null) {
      return declared.isEnum() ? "enum" : "composite";
    }
    if (type.matches("[iu](8|16|32|64)")) {
      return "integer";
    }
    return type.startsWith("string(") ? "string" : type;
  }

  /** Converts all rows; false if one is refused. */
  private static boolean convert(
      ModelTable table,
      int column,
      ModelField field,
      List<ModelLeaf> from,
      List<ModelLeaf> to,
      boolean exactly) {
    table.setField(column, field);
    Map<List<Object>, ModelRow> rows = new LinkedHashMap<>();
    for (Map.Entry<List<Object>, ModelRow> entry : table.rows.entrySet()) {
      ModelRow row = entry.getValue();
      List<Object> old = row.columns().get(column);
      List<Object> values = old == null ? null : new ArrayList<>();
      for (int i = 0; old != null && i < to.size(); i++) {
        Object value = ModelConversion.convert(old.get(i), from.get(i), to.get(i), exactly);
        boolean bounded = field.min() != null || field.max() != null;
        if (value == null
            || (bounded && !FieldRuleCommands.isWithin(field, to.get(i), (Long) value))) {
          return false;
        }
        values.add(value);
      }
      rows.put(entry.getKey(), row.with(column, values, row.sequence()));
    }
    table.rows = rows;
    return true;
  }

  /** Tells whether keys, indexes and references still hold in a table whose rows were converted. */
  private static boolean isWhole(ModelStore store, ModelTable table, int column) {
    store.resolveAll();
    for (ModelIndex index : table.indexes) {
      if (!index.fields().stream().allMatch(path -> isThere(table, path))) {
        return false;
      }
      boolean grid = index.kind().equals("grid");
      if (grid && !table.leaves(index.fields()).stream().allMatch(ModelLeaf::isFloat)) {
        return false;
      }
      if (index.unique() && table.hasEqual(index.fields())) {
        return false;
      }
    }
    return table.rekey()
        && store.referencesFrom(table).stream()
            .filter(reference -> reference.column() == column)
            .noneMatch(r -> table.rows.values().stream().anyMatch(r::isMissing));
  }

  /** Tells whether a path leads to a field or to one value: parts of a reference have no index. */
  private static boolean isThere(ModelTable table, String path) {
    return table.column(path) >= 0
        || table.leaves().stream().anyMatch(leaf -> leaf.path().equals(path));
  }
}
