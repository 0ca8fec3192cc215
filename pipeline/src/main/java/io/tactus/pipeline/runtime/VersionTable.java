package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Key;
import io.tactus.pipeline.procedure.Parallel;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.RowWriter;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;
import io.tactus.storage.page.Version;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.PageRanges;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.value.ValueSource;

/** A table of a pinned version. Threading: one thread. */
final class VersionTable implements Table {
  private final TableReader reader = new TableReader();
  private final TableMeta meta;
  private final WorkMeter meter;
  private final ParallelWorkers workers;
  private final KeyImage key = new KeyImage();
  private final Found found = new Found();
  private final Walk walk = new Walk();

  VersionTable(Version version, TableMeta meta, WorkMeter meter, ParallelWorkers workers) {
    this.meta = meta;
    this.meter = meter;
    this.workers = workers;
    reader.bind(version, meta);
  }

  @Override
  public TableDefinition definition() {
    return meta.definition();
  }

  @Override
  public Column column(String name) {
    RowField field = meta.layout().field(name);
    if (field == null) {
      throw new IllegalArgumentException(meta.name() + " has no field " + name);
    }
    return new TableColumn(field);
  }

  @Override
  public long rowCount() {
    return reader.rowCount();
  }

  @Override
  public Row find(long part) {
    return find(key.begin(meta.layout()).add(part));
  }

  @Override
  public Row find(String part) {
    return find(key.begin(meta.layout()).add(part));
  }

  @Override
  public Row find(Key parts) {
    meter.charge(1);
    KeyImage image = (KeyImage) parts;
    long address = image.isImpossible() ? 0 : reader.find(image.address());
    if (address == 0) {
      return null;
    }
    found.address = address;
    return found;
  }

  @Override
  public Key key() {
    return key.begin(meta.layout());
  }

  @Override
  public RowWriter insert() {
    throw VersionContext.readOnly();
  }

  @Override
  public RowWriter update(Row row) {
    throw VersionContext.readOnly();
  }

  @Override
  public void delete(Row row) {
    throw VersionContext.readOnly();
  }

  @Override
  public Scan scan() {
    meter.charge(1);
    walk.begin();
    return walk;
  }

  @Override
  public Parallel parallel() {
    meter.charge(1);
    return new ParallelTable(workers, meter, meta.layout(), this::ranges, null);
  }

  /** Each row that is met is a step of its own; the slots without one are charged here, at once. */
  private PageRanges ranges() {
    meter.charge(reader.slotCount() - reader.rowCount());
    return reader.ranges();
  }

  private abstract class VersionRow extends RowReader {
    @Override
    RowLayout layout() {
      return meta.layout();
    }

    @Override
    ValueSource values() {
      return reader;
    }
  }

  private final class Found extends VersionRow {
    private long address;

    @Override
    long address() {
      return address;
    }
  }

  private final class Walk extends VersionRow implements Scan {
    private final ScanCursor cursor = new ScanCursor();
    private long slots;
    private long last;

    void begin() {
      reader.scan(cursor);
      slots = reader.slotCount();
      last = 0;
    }

    /** Free slots that were walked over are steps, too. */
    @Override
    public boolean next() {
      meter.charge(1);
      boolean found = cursor.next();
      long slot = found ? cursor.slot() : slots;
      meter.charge(Math.max(0, slot - last - (found ? 1 : 0)));
      last = slot;
      return found;
    }

    @Override
    long address() {
      return cursor.address();
    }
  }
}
