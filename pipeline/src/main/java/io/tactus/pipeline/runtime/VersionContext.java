package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Table;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Version;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.table.TableMeta;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The context of a read-only procedure over a pinned version. Threading: one thread. */
final class VersionContext implements Context {
  private final Version version;
  private final long caller;
  private final WorkMeter meter;
  private final ParallelWorkers workers;
  private final Map<String, VersionTable> tables = new HashMap<>();

  VersionContext(Version version, long caller, WorkMeter meter, ParallelWorkers workers) {
    this.version = version;
    this.caller = caller;
    this.meter = meter;
    this.workers = workers;
  }

  @Override
  public Table table(String name) {
    meter.charge(1);
    return tables.computeIfAbsent(name, this::open);
  }

  private VersionTable open(String name) {
    TableMeta meta = version.catalog(Catalog.class).table(name);
    if (meta == null || meta.isSystem()) {
      throw new Rejection(RejectionCode.NOT_FOUND, "there is no table " + name).at(name, "");
    }
    return new VersionTable(version, meta, meter, workers);
  }

  @Override
  public long nowMicros() {
    return version.tickTimeMicros();
  }

  @Override
  public long tick() {
    return version.tick();
  }

  @Override
  public long sequence() {
    return version.sequence();
  }

  @Override
  public long caller() {
    return caller;
  }

  @Override
  public RandomGenerator random() {
    SequenceRandom random = new SequenceRandom(meter);
    random.seed(version.sequence(), 0);
    return random;
  }

  @Override
  public void emit(String topic, String json) {
    throw readOnly();
  }

  @Override
  public void deferReferences() {
    throw readOnly();
  }

  @Override
  public void scheduleAfter(long delayMicros, String procedure, TupleWriter arguments) {
    throw readOnly();
  }

  @Override
  public void scheduleAtTick(long tick, String procedure, TupleWriter arguments) {
    throw readOnly();
  }

  @Override
  public TupleWriter argumentsFor(String procedure) {
    throw readOnly();
  }

  @Override
  public Rejection reject(String code, String message) {
    throw new Rejection(RejectionCode.PROCEDURE, message).withName(code, "P0001");
  }

  @Override
  public void charge(int units) {
    meter.charge(Math.max(0, units));
  }

  static IllegalStateException readOnly() {
    return new IllegalStateException("a read-only procedure changes nothing");
  }
}
