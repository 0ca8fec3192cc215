package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.model.ModelStore.Reference;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes rows of a model. Each operation returns why it may be refused, and has changed nothing
 * then; an empty set if it is done. More than one reason: which is told is left open.
 */
public final class ModelRows {
  private static final Set<RejectionCode> DONE = Set.of();

  private final ModelStore store;
  private final ModelTable table;
  private final long sequence;
  private final boolean deferred;

  /**
   * Writes to one table.
   *
   * @param deferred whether references are looked at only when the transaction ends
   */
  public ModelRows(ModelStore store, ModelTable table, long sequence, boolean deferred) {
    this.store = store;
    this.table = table;
    this.sequence = sequence;
    this.deferred = deferred;
  }

  public Set<RejectionCode> insert(ModelDraft draft) {
    int generated = table.generatedColumn();
    if (generated >= 0 && !draft.gives(table, generated)) {
      long most = table.leavesOf(generated).get(0).max();
      if (Long.compareUnsigned(table.counter, most) >= 0) {
        return EnumSet.of(RejectionCode.INVALID_VALUE, RejectionCode.NOT_NULL);
      }
    }
    List<List<Object>> columns = new ArrayList<>();
    for (int column = 0; column < table.fields.size(); column++) {
      ModelField field = table.fields.get(column);
      if (draft.gives(table, column)) {
        columns.add(given(draft, column));
      } else if (column == generated) {
        columns.add(List.of(table.counter + 1));
      } else if (field.byDefault() != null) {
        columns.add(List.of(field.byDefault()));
      } else if (field.nullable()) {
        columns.add(null);
      } else {
        return EnumSet.of(RejectionCode.NOT_NULL);
      }
    }
    ModelRow row = new ModelRow(columns, sequence);
    Set<RejectionCode> refused = check(row, null);
    if (refused.isEmpty()) {
      table.rows.put(table.keyOf(row), row);
      refused = references(row, null);
      if (!refused.isEmpty()) {
        table.rows.remove(table.keyOf(row));
      } else if (generated >= 0) {
        table.notice(row.columns().get(generated));
      }
    }
    return refused;
  }

  private List<Object> given(ModelDraft draft, int column) {
    if (draft.nulls.contains(column)) {
      return null;
    }
    List<Object> leaves = new ArrayList<>();
    table.leavesOf(column).forEach(leaf -> leaves.add(draft.values.get(leaf.ordinal())));
    return leaves;
  }

  /** Adds a row unless its key is there. */
  public Set<RejectionCode> insertOrIgnore(ModelDraft draft) {
    return present(draft) != null ? DONE : insert(draft);
  }

  /** Adds a row, or changes the given fields of the one with its key. */
  public Set<RejectionCode> merge(ModelDraft draft, long ifSequence) {
    ModelRow there = present(draft);
    return there == null
        ? upsert(draft, ifSequence)
        : update(table.keyOf(there), draft, List.of(), ifSequence, null);
  }

  /** The row whose key a draft gives as a whole, or null. */
  private ModelRow present(ModelDraft draft) {
    List<Object> key = new ArrayList<>();
    for (ModelLeaf leaf : table.leaves(table.key)) {
      if (!draft.values.containsKey(leaf.ordinal())) {
        return null;
      }
      key.add(draft.values.get(leaf.ordinal()));
    }
    return table.rows.get(key);
  }

  /** Updates the row with a key. */
  public Set<RejectionCode> update(
      List<Object> key,
      ModelDraft set,
      List<RowWrite.Operator> operators,
      long ifSequence,
      ModelFilter where) {
    ModelRow old = table.rows.get(key);
    Set<RejectionCode> refused = precondition(old, ifSequence, where);
    return refused.isEmpty() ? update(old, set, operators) : refused;
  }

  /** Updates every row that matches; the changes touch no key and no unique index. */
  public Set<RejectionCode> updateWhere(
      ModelFilter where, ModelDraft set, List<RowWrite.Operator> operators) {
    Set<RejectionCode> refused = EnumSet.noneOf(RejectionCode.class);
    for (ModelRow row : matching(where)) {
      refused.addAll(update(row, set, operators));
    }
    return refused;
  }

  private List<ModelRow> matching(ModelFilter where) {
    return table.rows.values().stream().filter(where::matches).toList();
  }

  private static Set<RejectionCode> precondition(ModelRow row, long ifSequence, ModelFilter where) {
    if (row == null) {
      return EnumSet.of(RejectionCode.NOT_FOUND);
    }
    boolean other = ifSequence != 0 && row.sequence() != ifSequence;
    return other || (where != null && !where.matches(row))
        ? EnumSet.of(RejectionCode.PRECONDITION)
        : DONE;
  }

  private Set<RejectionCode> update(
      ModelRow old, ModelDraft set, List<RowWrite.Operator> operators) {
    Map<Integer, RowWrite.Operator> byLeaf = new TreeMap<>();
    operators.forEach(operator -> byLeaf.put(operator.ordinal(), operator));
    Set<RejectionCode> refused = EnumSet.noneOf(RejectionCode.class);
    List<List<Object>> columns = new ArrayList<>();
    for (int column = 0; column < table.fields.size(); column++) {
      columns.add(updated(old, column, set, byLeaf, refused));
    }
    return refused.isEmpty() ? replace(old, columns) : refused;
  }

  private List<Object> updated(
      ModelRow old,
      int column,
      ModelDraft set,
      Map<Integer, RowWrite.Operator> operators,
      Set<RejectionCode> refused) {
    if (set.nulls.contains(column)) {
      return null;
    }
    List<Object> before = old.columns().get(column);
    List<ModelLeaf> leaves = table.leavesOf(column);
    List<Object> after =
        before == null
            ? new ArrayList<>(Collections.nCopies(leaves.size(), null))
            : new ArrayList<>(before);
    boolean touched = false;
    for (ModelLeaf leaf : leaves) {
      if (set.values.containsKey(leaf.ordinal())) {
        after.set(leaf.position(), set.values.get(leaf.ordinal()));
        touched = true;
      } else if (operators.containsKey(leaf.ordinal())) {
        touched = true;
        after.set(leaf.position(), operated(old, leaf, operators.get(leaf.ordinal()), refused));
      }
    }
    if (!touched) {
      return before;
    }
    if (before == null && after.contains(null)) {
      refused.add(RejectionCode.INVALID_VALUE);
    }
    return after;
  }

  private Object operated(
      ModelRow old, ModelLeaf leaf, RowWrite.Operator operator, Set<RejectionCode> refused) {
    Object value = old.value(leaf);
    if (value == null) {
      refused.add(RejectionCode.INVALID_VALUE);
      return null;
    }
    BigInteger before = integer(leaf, (Long) value);
    BigInteger sum =
        switch (operator.operator()) {
          case ADD -> before.add(BigInteger.valueOf(operator.operand()));
          case ADD_UNSIGNED ->
              before.add(new BigInteger(Long.toUnsignedString(operator.operand())));
          case MINIMUM -> before.min(integer(leaf, operator.operand()));
          case MAXIMUM -> before.max(integer(leaf, operator.operand()));
        };
    if (sum.compareTo(integer(leaf, leaf.min())) < 0
        || sum.compareTo(integer(leaf, leaf.max())) > 0) {
      refused.add(RejectionCode.INVALID_VALUE);
      return value;
    }
    ModelField field = table.fieldOf(leaf);
    if (!FieldRuleCommands.isWithin(field, leaf, sum.longValue())) {
      refused.add(RejectionCode.CHECK);
    }
    return sum.longValue();
  }

  private static BigInteger integer(ModelLeaf leaf, long bits) {
    return leaf.kind().equals("u64")
        ? new BigInteger(Long.toUnsignedString(bits))
        : BigInteger.valueOf(bits);
  }

  public Set<RejectionCode> upsert(ModelDraft draft, long ifSequence) {
    int generated = table.generatedColumn();
    boolean idMissing = generated >= 0 && !draft.gives(table, generated);
    List<List<Object>> columns = new ArrayList<>();
    for (int column = 0; column < table.fields.size(); column++) {
      ModelField field = table.fields.get(column);
      if (draft.gives(table, column)) {
        columns.add(given(draft, column));
      } else if (column == generated) {
        columns.add(List.of(0L));
      } else if (field.byDefault() != null) {
        columns.add(List.of(field.byDefault()));
      } else if (field.nullable()) {
        columns.add(null);
      } else {
        return EnumSet.of(RejectionCode.NOT_NULL);
      }
    }
    boolean generatedKey = idMissing && table.isKeyColumn(generated);
    ModelRow old =
        generatedKey ? null : table.rows.get(table.keyOf(new ModelRow(columns, sequence)));
    if (old == null) {
      return ifSequence != 0 ? EnumSet.of(RejectionCode.PRECONDITION) : insert(draft);
    }
    if (ifSequence != 0 && old.sequence() != ifSequence) {
      return EnumSet.of(RejectionCode.PRECONDITION);
    }
    if (idMissing) {
      columns.set(generated, old.columns().get(generated));
    }
    return replace(old, columns);
  }

  private Set<RejectionCode> replace(ModelRow old, List<List<Object>> columns) {
    if (old.columns().equals(columns)) {
      return DONE;
    }
    ModelRow row = new ModelRow(columns, sequence);
    Set<RejectionCode> refused = check(row, old);
    if (!refused.isEmpty()) {
      return refused;
    }
    table.rows.remove(table.keyOf(old));
    table.rows.put(table.keyOf(row), row);
    refused = references(row, old);
    if (!refused.isEmpty()) {
      table.rows.remove(table.keyOf(row));
      table.rows.put(table.keyOf(old), old);
    } else if (table.generatedColumn() >= 0) {
      table.notice(row.columns().get(table.generatedColumn()));
    }
    return refused;
  }

  /** Unique conflicts; if there are references as well, one of those may be told instead. */
  private Set<RejectionCode> check(ModelRow row, ModelRow old) {
    return table.conflicts(row, old)
        ? EnumSet.of(RejectionCode.UNIQUE, RejectionCode.REFERENCE)
        : DONE;
  }

  private Set<RejectionCode> references(ModelRow row, ModelRow old) {
    if (deferred) {
      return DONE;
    }
    boolean missing =
        store.referencesFrom(table).stream()
            .filter(r -> old == null || !sameTarget(r, row, old))
            .anyMatch(r -> r.isMissing(row));
    boolean left =
        old != null
            && !table.rows.containsKey(table.keyOf(old))
            && isReferredTo(table, table.keyOf(old));
    return missing || left ? EnumSet.of(RejectionCode.REFERENCE) : DONE;
  }

  private static boolean sameTarget(Reference reference, ModelRow row, ModelRow old) {
    return java.util.Objects.equals(
        row.columns().get(reference.column()), old.columns().get(reference.column()));
  }

  private boolean isReferredTo(ModelTable target, List<Object> key) {
    return store.referencesTo(target).stream()
        .anyMatch(r -> r.table().rows.values().stream().anyMatch(row -> r.refersTo(row, key)));
  }

  /** Deletes the row with a key, and those that follow it. */
  public Set<RejectionCode> delete(List<Object> key, long ifSequence, ModelFilter where) {
    ModelRow old = table.rows.get(key);
    Set<RejectionCode> refused = precondition(old, ifSequence, where);
    return refused.isEmpty() ? delete(List.of(old)) : refused;
  }

  /** Deletes every row that matches, and those that follow them. */
  public Set<RejectionCode> deleteWhere(ModelFilter where) {
    return delete(matching(where));
  }

  private Set<RejectionCode> delete(List<ModelRow> rows) {
    ModelStore before = store.copy();
    List<Gone> gone = new ArrayList<>();
    for (ModelRow row : rows) {
      take(table, table.keyOf(row), gone);
    }
    boolean restricted = !deferred && gone.stream().anyMatch(g -> isReferredTo(g.table(), g.key()));
    if (restricted) {
      store.tables.forEach((name, changed) -> changed.rows = before.tables.get(name).rows);
      return EnumSet.of(RejectionCode.REFERENCE);
    }
    return DONE;
  }

  private record Gone(ModelTable table, List<Object> key) {}

  /** Takes a row out, and those that follow it. */
  private void take(ModelTable from, List<Object> key, List<Gone> gone) {
    if (from.rows.remove(key) == null) {
      return;
    }
    gone.add(new Gone(from, key));
    for (Reference reference : store.referencesTo(from)) {
      if (reference.onDelete().equals("restrict")) {
        continue;
      }
      for (ModelRow row : List.copyOf(reference.table().rows.values())) {
        List<Object> rowKey = reference.table().keyOf(row);
        ModelRow now = reference.table().rows.get(rowKey);
        if (now == null || !reference.refersTo(now, key)) {
          continue;
        }
        if (reference.onDelete().equals("cascade")) {
          take(reference.table(), rowKey, gone);
        } else {
          reference.table().rows.put(rowKey, now.with(reference.column(), null, sequence));
        }
      }
    }
  }
}
