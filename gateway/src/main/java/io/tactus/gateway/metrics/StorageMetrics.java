package io.tactus.gateway.metrics;

import static io.prometheus.metrics.model.snapshots.Unit.BYTES;
import static io.prometheus.metrics.model.snapshots.Unit.SECONDS;
import static io.tactus.gateway.metrics.MetricFamilies.NONE;

import io.tactus.gateway.lane.EngineLink;
import io.tactus.pipeline.Engine;
import io.tactus.storage.Store;
import io.tactus.storage.StoreStatistics;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Reader;
import io.tactus.storage.table.TableHash;

/** Memory of the state, its versions and their readers; rows of each table. */
record StorageMetrics(EngineLink link) implements MetricSource {

  private static final double MICROS_PER_SECOND = 1e6;

  /** Tables are what the schema says; a schema of thousands would still be too much of a label. */
  private static final int MAX_TABLES = 500;

  @Override
  public void collect(MetricFamilies out) {
    Engine engine = link.engine();
    if (engine != null) {
      memory(out, engine.store().statistics());
      tables(out, engine.store());
    }
  }

  private static void memory(MetricFamilies out, StoreStatistics memory) {
    out.gauge("tactus_storage_state", BYTES, "Pages of the state.", bytes(memory.logicalPages()));
    out.gauge(
        "tactus_storage_state_limit",
        BYTES,
        "Pages the state may have; more is refused with 507.",
        bytes(memory.maxLogicalPages()));
    out.gauge(
        "tactus_storage_frames",
        BYTES,
        "Frames of the state and of the versions readers hold.",
        bytes(memory.usedFrames()));
    out.gauge(
        "tactus_storage_frames_limit",
        BYTES,
        "Frames there may be; near it commands are refused with 503.",
        bytes(memory.maxFrames()));
    out.gauge(
        "tactus_storage_frames_held",
        BYTES,
        "Frames that only older versions need, which readers hold.",
        bytes(memory.heldFrames()));
    out.gauge(
        "tactus_storage_pinned_readers",
        NONE,
        "Readers that hold a version.",
        memory.pinnedReaders());
    out.gauge(
        "tactus_storage_oldest_pinned_age",
        SECONDS,
        "For how long the oldest version a reader holds has been outdated; 0 if none is.",
        age(memory.heldSinceMicros()));
  }

  private static double bytes(long pages) {
    return (double) pages * Page.SIZE_BYTES;
  }

  private static double age(long sinceMicros) {
    return sinceMicros == 0
        ? 0
        : Math.max(0, System.currentTimeMillis() / 1e3 - sinceMicros / MICROS_PER_SECOND);
  }

  private static void tables(MetricFamilies out, Store store) {
    MetricFamilies.Values rows =
        out.gauges("tactus_table_rows", NONE, "Rows of a table; of the first 500 by name.");
    try (Reader reader = store.versions().register()) {
      Store.hashes(reader.pin()).tables().stream()
          .filter(table -> !table.system())
          .limit(MAX_TABLES)
          .forEach((TableHash table) -> rows.add(table.rows(), "table", table.table()));
    }
    rows.end();
  }
}
