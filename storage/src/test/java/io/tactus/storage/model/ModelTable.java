package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A table as a map from key values to rows. */
final class ModelTable {
  /** Stands for a field that was not given. */
  static final Object ABSENT = Absent.ABSENT;

  private enum Absent {
    ABSENT
  }

  final int id;
  final TableDefinition definition;
  final Map<List<Object>, ModelRow> rows;
  long counter;

  ModelTable(int id, TableDefinition definition) {
    this(id, definition, new LinkedHashMap<>(), 0);
  }

  private ModelTable(
      int id, TableDefinition definition, Map<List<Object>, ModelRow> rows, long counter) {
    this.id = id;
    this.definition = definition;
    this.rows = rows;
    this.counter = counter;
  }

  static boolean isAbsent(Object value) {
    return value instanceof Absent;
  }

  ModelTable copy() {
    return new ModelTable(id, definition, new LinkedHashMap<>(rows), counter);
  }

  List<Object> key(ModelRow row, List<String> names) {
    List<Object> key = new ArrayList<>();
    for (String name : names) {
      key.add(row.value(definition.fields().indexOf(definition.field(name))));
    }
    return key;
  }

  List<Object> primaryKey(ModelRow row) {
    return key(row, definition.primaryKey());
  }

  int generatedOrdinal() {
    for (int i = 0; i < definition.fields().size(); i++) {
      if (definition.fields().get(i).generated()) {
        return i;
      }
    }
    return -1;
  }

  /** Inserts; returns null or why not, having changed nothing then. */
  RejectionCode insert(Object[] given, long sequence) {
    Object[] values = given.clone();
    int generated = generatedOrdinal();
    long newCounter = counter;
    if (generated >= 0) {
      if (isAbsent(values[generated])) {
        if (newCounter == definition.fields().get(generated).type().kind().maxLong()) {
          return RejectionCode.INVALID_VALUE;
        }
        newCounter++;
        values[generated] = newCounter;
      } else {
        newCounter = larger(newCounter, (Long) values[generated]);
      }
    }
    RejectionCode incomplete = complete(values);
    if (incomplete != null) {
      return incomplete;
    }
    ModelRow row = ModelRow.of(values, sequence);
    if (conflicts(row, null)) {
      return RejectionCode.UNIQUE;
    }
    counter = newCounter;
    rows.put(primaryKey(row), row);
    return null;
  }

  private RejectionCode complete(Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (isAbsent(values[i])) {
        Field field = definition.fields().get(i);
        Literal byDefault = field.defaultValue();
        if (byDefault != null) {
          values[i] = byDefault.bits();
        } else if (field.nullable()) {
          values[i] = null;
        } else {
          return RejectionCode.NOT_NULL;
        }
      }
    }
    return null;
  }

  /** Updates; operators are ordinals with amounts to add. */
  RejectionCode update(
      List<Object> key, Object[] set, Map<Integer, Long> add, long ifSequence, long sequence) {
    ModelRow old = rows.get(key);
    if (old == null) {
      return RejectionCode.NOT_FOUND;
    }
    if (ifSequence != 0 && old.sequence() != ifSequence) {
      return RejectionCode.PRECONDITION;
    }
    Object[] values = old.values().toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = isAbsent(set[i]) ? values[i] : set[i];
    }
    for (Map.Entry<Integer, Long> entry : add.entrySet()) {
      Object value = old.value(entry.getKey());
      if (value == null) {
        return RejectionCode.INVALID_VALUE;
      }
      Field field = definition.fields().get(entry.getKey());
      TypeKind kind = field.type().kind();
      BigInteger sum = integer(kind, (Long) value).add(BigInteger.valueOf(entry.getValue()));
      if (sum.compareTo(integer(kind, kind.minLong())) < 0
          || sum.compareTo(integer(kind, kind.maxLong())) > 0) {
        return RejectionCode.INVALID_VALUE;
      }
      if (!withinBounds(field, sum.longValue())) {
        return RejectionCode.CHECK;
      }
      values[entry.getKey()] = sum.longValue();
    }
    return replace(old, values, sequence);
  }

  private static long larger(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0 ? a : b;
  }

  private static BigInteger integer(TypeKind kind, long bits) {
    return kind == TypeKind.U64
        ? new BigInteger(Long.toUnsignedString(bits))
        : BigInteger.valueOf(bits);
  }

  private static boolean withinBounds(Field field, long value) {
    return (field.min() == null || value >= field.min().bits())
        && (field.max() == null || value <= field.max().bits());
  }

  RejectionCode upsert(Object[] given, long ifSequence, long sequence) {
    int generated = generatedOrdinal();
    boolean idMissing = generated >= 0 && isAbsent(given[generated]);
    Object[] values = given.clone();
    if (idMissing) {
      values[generated] = 0L;
    }
    RejectionCode incomplete = complete(values);
    if (incomplete != null) {
      return incomplete;
    }
    boolean generatedKey =
        idMissing && definition.primaryKey().contains(definition.fields().get(generated).name());
    ModelRow old = generatedKey ? null : rows.get(primaryKey(ModelRow.of(values, sequence)));
    if (old == null) {
      return ifSequence != 0 ? RejectionCode.PRECONDITION : insert(given, sequence);
    }
    if (ifSequence != 0 && old.sequence() != ifSequence) {
      return RejectionCode.PRECONDITION;
    }
    if (idMissing) {
      values[generated] = old.value(generated);
    }
    return replace(old, values, sequence);
  }

  private RejectionCode replace(ModelRow old, Object[] values, long sequence) {
    if (old.values().equals(Arrays.asList(values))) {
      return null;
    }
    ModelRow row = ModelRow.of(values, sequence);
    if (conflicts(row, old)) {
      return RejectionCode.UNIQUE;
    }
    int generated = generatedOrdinal();
    if (generated >= 0) {
      counter = larger(counter, (Long) values[generated]);
    }
    rows.remove(primaryKey(old));
    rows.put(primaryKey(row), row);
    return null;
  }

  RejectionCode delete(List<Object> key, long ifSequence) {
    ModelRow old = rows.get(key);
    if (old == null) {
      return RejectionCode.NOT_FOUND;
    }
    if (ifSequence != 0 && old.sequence() != ifSequence) {
      return RejectionCode.PRECONDITION;
    }
    rows.remove(key);
    return null;
  }

  private boolean conflicts(ModelRow row, ModelRow except) {
    ModelRow sameKey = rows.get(primaryKey(row));
    if (sameKey != null && !sameKey.equals(except)) {
      return true;
    }
    for (IndexDefinition index : definition.indexes()) {
      if (!index.unique()) {
        continue;
      }
      List<Object> key = key(row, index.fields());
      if (key.stream().noneMatch(Objects::isNull)) {
        for (ModelRow other : rows.values()) {
          if (!other.equals(except) && key(other, index.fields()).equals(key)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
