package io.tactus.storage.model;

import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import java.util.List;
import java.util.UUID;

/** Puts what a model says into the forms commands take. Threading: one thread. */
public final class DraftWriter implements AutoCloseable {
  private final RowDraft draft = new RowDraft();
  private final FieldOperators operators = new FieldOperators();
  private final KeyRoom key = new KeyRoom();

  /** The values of a row; valid until the next call. */
  public RowDraft draft(RowLayout layout, ModelTable model, ModelDraft row) {
    draft.reset(layout);
    row.nulls.forEach(column -> draft.setNull(layout.column(column).firstLeaf()));
    row.values.forEach((ordinal, value) -> set(model.leaves().get(ordinal), value));
    return draft;
  }

  /** Operators; valid until the next call. */
  public FieldOperators operators(List<RowWrite.Operator> list) {
    operators.clear();
    list.forEach(o -> operators.add(o.ordinal(), o.operator(), o.operand()));
    return operators;
  }

  /** The address of a key image; valid until the next call. */
  public long key(ModelTable model, List<Object> values) {
    return key.ofKey(model, values);
  }

  private void set(ModelLeaf leaf, Object value) {
    switch (value) {
      case String text when leaf.isVariable() -> {
        byte[] bytes = leaf.bytes(text);
        draft.setBytes(leaf.ordinal(), bytes, 0, bytes.length);
      }
      case String text -> draft.setString(leaf.ordinal(), text);
      case Double number -> draft.setDouble(leaf.ordinal(), number);
      case UUID uuid ->
          draft.setUuid(
              leaf.ordinal(), uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      default -> draft.setLong(leaf.ordinal(), (Long) value);
    }
  }

  @Override
  public void close() {
    key.close();
  }
}
