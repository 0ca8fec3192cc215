package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.table.UpdateOperator;
import java.util.List;
import java.util.Set;

/**
 * One operation on rows as a command has it, to be done to a model and to what is held against it.
 * Immutable.
 *
 * @param tableId the table; its name may change before the operation is done
 * @param key of the row meant; null for those that bring their own or go by a filter
 * @param row the values given
 * @param operators what becomes of old values
 * @param ifSequence the sequence the row must have, 0 for any
 * @param where a condition, or null
 * @param document the table's definition when the operation was made, for people
 */
public record RowWrite(
    Kind kind,
    int tableId,
    List<Object> key,
    ModelDraft row,
    List<Operator> operators,
    long ifSequence,
    ModelFilter where,
    String document) {

  /** What is done. */
  public enum Kind {
    INSERT,
    INSERT_OR_IGNORE,
    UPSERT,
    MERGE,
    UPDATE,
    DELETE,
    UPDATE_WHERE,
    DELETE_WHERE,
    /** Operators on all rows at once, by several threads. */
    PARALLEL_UPDATE
  }

  /** What becomes of a leaf's old value. */
  public record Operator(int ordinal, UpdateOperator operator, long operand) {}

  /**
   * Does it to a model.
   *
   * @return why it may be refused, and the model is to be thrown away then; empty if it was done
   */
  public Set<RejectionCode> applyTo(ModelStore store, long sequence, boolean deferred) {
    ModelRows rows = new ModelRows(store, store.table(tableId), sequence, deferred);
    return switch (kind) {
      case INSERT -> rows.insert(row);
      case INSERT_OR_IGNORE -> rows.insertOrIgnore(row);
      case UPSERT -> rows.upsert(row, ifSequence);
      case MERGE -> rows.merge(row, ifSequence);
      case UPDATE -> rows.update(key, row, operators, ifSequence, where);
      case DELETE -> rows.delete(key, ifSequence, where);
      case UPDATE_WHERE -> rows.updateWhere(where, row, operators);
      case DELETE_WHERE -> rows.deleteWhere(where);
      case PARALLEL_UPDATE -> rows.updateWhere(new ModelFilter(List.of()), row, operators);
    };
  }

  @Override
  public String toString() {
    return kind
        + " "
        + document
        + (key == null ? "" : " key " + key)
        + " set "
        + row.values
        + row.nulls
        + operators
        + (ifSequence == 0 ? "" : " if " + ifSequence)
        + (where == null ? "" : " where " + where.text());
  }
}
