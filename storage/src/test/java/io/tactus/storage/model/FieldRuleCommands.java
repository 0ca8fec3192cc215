package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Changes of what a field demands of its values, without another type: bounds, default, what
 * follows a delete, generated numbers, whether there must be one. Threading: one thread.
 */
final class FieldRuleCommands {
  private final Random random;
  private final PlayedChanges played;

  FieldRuleCommands(Random random, PlayedChanges played) {
    this.random = random;
    this.played = played;
  }

  /** Plays one. Returns as {@link SchemaCommands#play}. */
  ModelStore play(SchemaTurn turn, ModelTable table) {
    int kind = random.nextInt(4);
    int column = column(table, kind == 2);
    ModelField old = table.fields.get(column);
    return switch (kind) {
      case 0 -> {
        boolean open = (old.min() != null || old.max() != null) && random.nextBoolean();
        Long min = open || random.nextInt(3) == 0 ? null : random.nextInt(50) - 25L;
        Long max = open || random.nextInt(3) == 0 ? null : random.nextInt(60) - 5L;
        yield become(
            min == null && max == null ? "no bounds" : "bounds",
            turn,
            table,
            column,
            old.withBounds(min, max),
            "\"min\":" + min + ",\"max\":" + max);
      }
      case 1 -> {
        boolean none = random.nextInt(old.byDefault() == null ? 3 : 2) == 0;
        Long value = none ? null : random.nextInt(40) - 5L;
        yield become(
            value == null ? "no default" : "default",
            turn,
            table,
            column,
            old.withDefault(value),
            "\"default\":" + value);
      }
      case 2 -> {
        String rule = List.of("restrict", "cascade", "setNull").get(random.nextInt(3));
        yield become(
            "onDelete " + rule,
            turn,
            table,
            column,
            old.withOnDelete(rule),
            "\"onDelete\":\"" + rule + '"');
      }
      default -> {
        boolean generated = !old.generated();
        yield become(
            generated ? "begin to generate" : "cease to generate",
            turn,
            table,
            column,
            old.asGenerated(generated),
            "\"generated\":" + generated);
      }
    };
  }

  /** Lets a field hold nothing, or no longer. Returns as {@link SchemaCommands#play}. */
  ModelStore nullability(SchemaTurn turn, ModelTable table) {
    int column = random.nextInt(table.fields.size());
    ModelField field = table.fields.get(column);
    boolean nullable = !field.nullable();
    boolean hasNull = table.rows.values().stream().anyMatch(r -> r.columns().get(column) == null);
    boolean refused =
        nullable
            ? table.isKeyColumn(column) || field.generated()
            : hasNull || field.onDelete().equals("setNull");
    played.note(nullable ? "nullable" : "not nullable", !table.rows.isEmpty(), !refused);
    return turn.alter(
        table,
        column,
        refused ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        "\"nullable\":" + nullable,
        () -> table.setField(column, field.asNullable(nullable)));
  }

  /** Mostly one of those that the change is for, references or whole numbers; or any. */
  private int column(ModelTable table, boolean reference) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < table.fields.size(); i++) {
      boolean refers = table.fields.get(i).target() != null;
      if (reference ? refers : !refers && table.leavesOf(i).get(0).isInteger()) {
        columns.add(i);
      }
    }
    return columns.isEmpty() || random.nextInt(6) == 0
        ? random.nextInt(table.fields.size())
        : columns.get(random.nextInt(columns.size()));
  }

  private ModelStore become(
      String what, SchemaTurn turn, ModelTable table, int column, ModelField field, String set) {
    if (field.equals(table.fields.get(column)) || takesOtherConstants(table.leavesOf(column))) {
      return turn.model();
    }
    boolean refused =
        !isDeclarable(turn.model(), table, column, field) || !rowsAllow(table, column, field);
    played.note(what, !table.rows.isEmpty(), !refused);
    return turn.alter(
        table,
        column,
        refused ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        set,
        () -> {
          boolean begins = field.generated() && !table.fields.get(column).generated();
          table.setField(column, field);
          if (begins) {
            turn.model().resolveAll();
            table.rows.values().forEach(row -> table.notice(row.columns().get(column)));
          }
        });
  }

  /** The constants that this plays are whole numbers, which some other types take as well. */
  static boolean takesOtherConstants(List<ModelLeaf> leaves) {
    return leaves.size() > 1
        || leaves.get(0).isFloat()
        || List.of("timestamp", "duration", "json").contains(leaves.get(0).kind());
  }

  /** What can be said of a field without looking at rows. */
  static boolean isDeclarable(ModelStore model, ModelTable table, int column, ModelField field) {
    List<ModelLeaf> leaves = model.leaves("", field.type());
    boolean whole =
        leaves.size() == 1 && leaves.get(0).isInteger() && ModelType.length(field.type()) == 0;
    boolean integer = whole && field.target() == null;
    List<Long> bounds = new ArrayList<>();
    bounds.add(field.min());
    bounds.add(field.max());
    bounds.removeIf(Objects::isNull);
    if (!bounds.isEmpty() && !(integer && bounds.stream().allMatch(leaves.get(0)::holds))) {
      return false;
    }
    Long value = field.byDefault();
    if (value != null && !(whole && leaves.get(0).holds(value) && isWithin(field, value))) {
      return false;
    }
    if (field.min() != null && field.max() != null && field.min() > field.max()) {
      return false;
    }
    boolean bare = bounds.isEmpty() && value == null;
    boolean another = table.generatedColumn() >= 0 && table.generatedColumn() != column;
    if (field.generated() && (!integer || field.nullable() || !bare || another)) {
      return false;
    }
    boolean rule = !field.onDelete().equals("restrict");
    return !(rule && field.target() == null)
        && !(field.onDelete().equals("setNull") && !field.nullable());
  }

  private static boolean rowsAllow(ModelTable table, int column, ModelField field) {
    ModelLeaf leaf = table.leavesOf(column).get(0);
    return (field.min() == null && field.max() == null)
        || table.rows.values().stream()
            .map(row -> row.value(leaf))
            .allMatch(value -> value == null || isWithin(field, leaf, (Long) value));
  }

  private static boolean isWithin(ModelField field, long value) {
    return (field.min() == null || value >= field.min())
        && (field.max() == null || value <= field.max());
  }

  /** Tells whether a value of an integer field lies within its bounds. */
  static boolean isWithin(ModelField field, ModelLeaf leaf, long bits) {
    boolean huge = leaf.kind().equals("u64") && bits < 0;
    return huge ? field.max() == null : isWithin(field, bits);
  }
}
