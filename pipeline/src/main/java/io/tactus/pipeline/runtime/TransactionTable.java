package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Key;
import io.tactus.pipeline.procedure.Parallel;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.RowWriter;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.value.ValueSource;
import java.util.UUID;

/**
 * A table in the open transaction. Kept from command to command as long as the schema stays.
 *
 * <p>Threading: applying thread.
 */
final class TransactionTable implements Table {
  private final io.tactus.storage.table.Table table;
  private final TableMeta meta;
  private final RowLayout layout;
  private final TableColumn[] columns;
  private final WorkMeter meter;
  private final ParallelWorkers workers;
  private final KeyImage key = new KeyImage();
  private final Held found = new Held();
  private final Held written = new Held();
  private final Writer writer = new Writer();
  private final Walk walk = new Walk();

  TransactionTable(io.tactus.storage.table.Table table, WorkMeter meter, ParallelWorkers workers) {
    this.table = table;
    this.meta = table.meta();
    this.layout = meta.layout();
    this.meter = meter;
    this.workers = workers;
    this.columns = new TableColumn[layout.fieldCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new TableColumn(layout.field(i));
    }
  }

  TableMeta meta() {
    return meta;
  }

  @Override
  public TableDefinition definition() {
    return meta.definition();
  }

  @Override
  public Column column(String name) {
    RowField field = layout.field(name);
    if (field == null) {
      throw new IllegalArgumentException(meta.name() + " has no field " + name);
    }
    return columns[field.ordinal()];
  }

  @Override
  public long rowCount() {
    return table.rowCount();
  }

  @Override
  public Row find(long part) {
    return find(key.begin(layout).add(part));
  }

  @Override
  public Row find(String part) {
    return find(key.begin(layout).add(part));
  }

  @Override
  public Row find(Key parts) {
    meter.charge(1);
    KeyImage image = (KeyImage) parts;
    long slot = image.isImpossible() ? -1 : table.findSlot(image.address());
    if (slot < 0) {
      return null;
    }
    found.slot = slot;
    return found;
  }

  @Override
  public Key key() {
    return key.begin(layout);
  }

  @Override
  public RowWriter insert() {
    meter.charge(1);
    return writer.begin(-1);
  }

  @Override
  public RowWriter update(Row row) {
    meter.charge(1);
    return writer.begin(slotOf(row));
  }

  @Override
  public void delete(Row row) {
    meter.charge(1);
    table.deleteAt(slotOf(row), 0);
  }

  @Override
  public Scan scan() {
    meter.charge(1);
    table.scan(walk.cursor);
    return walk;
  }

  @Override
  public Parallel parallel() {
    meter.charge(1);
    return new ParallelTable(workers, meter, layout, table::ranges, table);
  }

  private long slotOf(Row row) {
    if (!(row instanceof SlotRow slotRow) || slotRow.owner() != this) {
      throw new IllegalArgumentException("a row of another table than " + meta.name());
    }
    return slotRow.slot();
  }

  private abstract class SlotRow extends RowReader {
    abstract long slot();

    TransactionTable owner() {
      return TransactionTable.this;
    }

    @Override
    long address() {
      return table.rowAddress(slot());
    }

    @Override
    RowLayout layout() {
      return layout;
    }

    @Override
    ValueSource values() {
      return table;
    }
  }

  private final class Held extends SlotRow {
    private long slot;

    @Override
    long slot() {
      return slot;
    }
  }

  private final class Walk extends SlotRow implements Scan {
    private final ScanCursor cursor = new ScanCursor();

    @Override
    public boolean next() {
      meter.charge(1);
      return cursor.next();
    }

    @Override
    long slot() {
      return cursor.slot();
    }
  }

  private final class Writer implements RowWriter {
    private final RowDraft draft = new RowDraft();
    private long slot;

    Writer begin(long newSlot) {
      slot = newSlot;
      draft.reset(layout);
      return this;
    }

    @Override
    public RowWriter set(Column column, long value) {
      RowField field = TableColumn.in(layout, column);
      if (field.kind().isFloat()) {
        draft.setDouble(field.ordinal(), (double) value);
      } else {
        draft.setLong(field.ordinal(), value);
      }
      return this;
    }

    @Override
    public RowWriter set(Column column, double value) {
      draft.setDouble(TableColumn.in(layout, column).ordinal(), value);
      return this;
    }

    @Override
    public RowWriter set(Column column, boolean value) {
      draft.setBoolean(TableColumn.in(layout, column).ordinal(), value);
      return this;
    }

    @Override
    public RowWriter set(Column column, String value) {
      RowField field = TableColumn.in(layout, column);
      if (value == null) {
        draft.setNull(field.ordinal());
      } else if (field.kind() == TypeKind.UUID) {
        UUID uuid = UUID.fromString(value);
        draft.setUuid(
            field.ordinal(), uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      } else if (field.kind() == TypeKind.ENUM) {
        draft.setName(field.ordinal(), value);
      } else {
        draft.setString(field.ordinal(), value);
      }
      return this;
    }

    @Override
    public RowWriter set(Column column, byte[] value) {
      if (value == null) {
        draft.setNull(column.ordinal());
      } else {
        draft.setBytes(column.ordinal(), value, 0, value.length);
      }
      return this;
    }

    @Override
    public RowWriter setNull(Column column) {
      draft.setNull(TableColumn.in(layout, column).ordinal());
      return this;
    }

    @Override
    public Row commit() {
      meter.expectNotSuspended();
      if (slot < 0) {
        table.insert(draft);
      } else {
        table.updateAt(slot, draft, null, 0);
      }
      written.slot = table.lastSlot();
      return written;
    }
  }
}
