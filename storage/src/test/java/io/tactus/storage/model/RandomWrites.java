package io.tactus.storage.model;

import io.tactus.storage.model.RowWrite.Kind;
import io.tactus.storage.model.RowWrite.Operator;
import io.tactus.storage.table.UpdateOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random writes of rows that a model has, or nearly has. */
public final class RandomWrites {
  private final Random random;
  private final RandomValues values;
  private final RandomFilters filters;

  public RandomWrites(Random random) {
    this.random = random;
    this.values = new RandomValues(random);
    this.filters = new RandomFilters(random, values);
  }

  /**
   * Makes one up.
   *
   * @param sequence that of the command, or about that
   */
  public RowWrite any(ModelStore store, ModelTable table, long sequence) {
    return ofKind(kind(), store, table, sequence);
  }

  /** Of some kind; the shares are chosen so that tables fill up slowly. */
  public Kind kind() {
    int dice = random.nextInt(100);
    if (dice < 40) {
      return Kind.INSERT;
    } else if (dice < 60) {
      return Kind.UPDATE;
    } else if (dice < 72) {
      return Kind.UPSERT;
    } else if (dice < 77) {
      return Kind.INSERT_OR_IGNORE;
    } else if (dice < 82) {
      return Kind.MERGE;
    } else if (dice < 94) {
      return Kind.DELETE;
    }
    return dice < 98 ? Kind.UPDATE_WHERE : Kind.DELETE_WHERE;
  }

  /**
   * One of a kind; a change by filter of a table without fields to filter by becomes one of a
   * single row.
   */
  public RowWrite ofKind(Kind wanted, ModelStore store, ModelTable table, long sequence) {
    boolean filtered = wanted == Kind.UPDATE_WHERE || wanted == Kind.DELETE_WHERE;
    boolean single = wanted == Kind.UPDATE || wanted == Kind.DELETE;
    ModelFilter where = filtered || (single && random.nextInt(8) == 0) ? filters.any(table) : null;
    Kind kind = wanted;
    if (filtered && where == null) {
      kind = wanted == Kind.UPDATE_WHERE ? Kind.UPDATE : Kind.DELETE;
    }
    boolean conditional = !filtered && kind != Kind.INSERT && kind != Kind.INSERT_OR_IGNORE;
    long ifSequence =
        conditional && random.nextInt(7) == 0 ? Math.max(1, sequence - random.nextInt(4)) : 0;
    List<Object> key = kind == Kind.UPDATE || kind == Kind.DELETE ? someKey(table) : null;
    ModelDraft row =
        switch (kind) {
          case DELETE, DELETE_WHERE, PARALLEL_UPDATE -> ModelDraft.NONE;
          case UPDATE -> values.change(store, table);
          case UPDATE_WHERE -> changeOfMany(store, table);
          case INSERT -> values.row(store, table, 15);
          case INSERT_OR_IGNORE, UPSERT, MERGE -> values.row(store, table, 10);
        };
    List<Operator> operators =
        kind == Kind.UPDATE || kind == Kind.UPDATE_WHERE
            ? operators(table, row, kind == Kind.UPDATE_WHERE)
            : List.of();
    return new RowWrite(kind, table.id, key, row, operators, ifSequence, where, table.document());
  }

  /** A small amount added to some whole numbers of all rows, or null if nothing can be. */
  public RowWrite parallelUpdate(ModelTable table) {
    List<Operator> operators = new ArrayList<>();
    for (ModelLeaf leaf : table.leaves()) {
      ModelField field = table.fieldOf(leaf);
      boolean indexed =
          table.indexes.stream().anyMatch(i -> ModelIndex.use(i.fields(), field.name()));
      boolean fixed = field.target() == null && !field.generated() && !field.nullable();
      if (leaf.isInteger() && fixed && !indexed && !table.isKeyColumn(leaf.column())) {
        long amount = random.nextInt(9) - 3L;
        operators.add(new Operator(leaf.ordinal(), UpdateOperator.ADD, amount));
      }
    }
    return operators.isEmpty()
        ? null
        : new RowWrite(
            Kind.PARALLEL_UPDATE,
            table.id,
            null,
            ModelDraft.NONE,
            operators,
            0,
            null,
            table.document());
  }

  /** Some operators on leaves that the change does not set. */
  private List<Operator> operators(ModelTable table, ModelDraft set, boolean ofMany) {
    List<Operator> operators = new ArrayList<>();
    for (ModelLeaf leaf : table.leaves()) {
      boolean given = set.values.containsKey(leaf.ordinal()) || set.nulls.contains(leaf.column());
      boolean number = leaf.isInteger() && table.fieldOf(leaf).target() == null;
      boolean free = !ofMany || !isUnique(table, leaf.column());
      if (!given && number && free && random.nextInt(6) == 0) {
        operators.add(operator(leaf));
      }
    }
    return operators;
  }

  private Operator operator(ModelLeaf leaf) {
    int dice = random.nextInt(10);
    if (dice < 2) {
      long operand = leaf.min() < 0 ? random.nextInt(40) - 20L : random.nextInt(60);
      UpdateOperator extreme = dice == 0 ? UpdateOperator.MINIMUM : UpdateOperator.MAXIMUM;
      return new Operator(leaf.ordinal(), extreme, operand);
    }
    boolean huge = random.nextInt(6) == 0;
    long amount = huge ? Long.MAX_VALUE - random.nextInt(50) : random.nextInt(90) - 30L;
    return new Operator(leaf.ordinal(), UpdateOperator.ADD, amount);
  }

  /** A change whose outcome does not depend on which row comes first. */
  private ModelDraft changeOfMany(ModelStore store, ModelTable table) {
    ModelDraft change = values.change(store, table);
    change.nulls.removeIf(column -> isUnique(table, column));
    change.values.keySet().removeIf(leaf -> isUnique(table, table.leaves().get(leaf).column()));
    return change;
  }

  private static boolean isUnique(ModelTable table, int column) {
    String field = table.fields.get(column).name();
    return table.isKeyColumn(column)
        || table.indexes.stream().anyMatch(i -> i.unique() && ModelIndex.use(i.fields(), field));
  }

  /** A key that is there, mostly. */
  private List<Object> someKey(ModelTable table) {
    if (!table.rows.isEmpty() && random.nextInt(8) != 0) {
      List<List<Object>> keys = new ArrayList<>(table.rows.keySet());
      return keys.get(random.nextInt(keys.size()));
    }
    List<Object> made = new ArrayList<>();
    for (ModelLeaf leaf : table.leaves(table.key)) {
      made.add(values.value(table.fieldOf(leaf), leaf));
    }
    return made;
  }
}
