package io.tactus.gateway.metrics;

import static io.tactus.gateway.metrics.MetricFamilies.NONE;

import io.prometheus.metrics.model.snapshots.Labels;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineStatistics;
import io.tactus.pipeline.EngineStatistics.Stage;
import io.tactus.pipeline.EngineStatus;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Commands, ticks, the ring and the stages. */
record EngineMetrics(EngineLink link) implements MetricSource {

  private static final Set<Stage> COMMAND_STAGES =
      EnumSet.of(Stage.QUEUE, Stage.JOURNAL, Stage.APPLY, Stage.TOTAL);

  @Override
  public void collect(MetricFamilies out) {
    Engine engine = link.engine();
    EngineStatus status = status(engine);
    MetricFamilies.Values states =
        out.gauges("tactus_engine_state", NONE, "1 for the state the engine is in, else 0.");
    for (EngineStatus one : EngineStatus.values()) {
      states.add(one == status ? 1 : 0, "state", one.name().toLowerCase(Locale.ROOT));
    }
    states.end();
    if (engine != null) {
      EngineStatistics figures = engine.statistics();
      commands(out, engine, figures);
      ticks(out, engine, figures);
      stages(out, figures);
    }
  }

  private EngineStatus status(Engine engine) {
    if (engine == null) {
      return link.isClosing() ? EngineStatus.CLOSING : EngineStatus.RECOVERING;
    }
    return engine.status();
  }

  private static void commands(MetricFamilies out, Engine engine, EngineStatistics figures) {
    long rejected = figures.rejectedCommands();
    out.counters("tactus_commands", NONE, "Commands applied, by how they ended.")
        .add(figures.appliedCommands() - rejected, "outcome", "applied")
        .add(rejected, "outcome", "rejected")
        .end();
    out.counter("tactus_batches", NONE, "Batches journaled, one force each.", figures.batches());
    out.gauge(
        "tactus_applied_sequence",
        NONE,
        "Sequence of the last command applied.",
        figures.appliedSequence());
    out.gauge("tactus_epoch", NONE, "Epoch of the log being written.", engine.epoch());
    out.gauge("tactus_ring_commands", NONE, "Commands in the ring.", figures.ringDepth());
    out.gauge("tactus_ring_slots", NONE, "Size of the ring.", figures.ringSlots());
  }

  private static void ticks(MetricFamilies out, Engine engine, EngineStatistics figures) {
    out.gauge("tactus_tick", NONE, "Number of the last beat that began.", engine.tick());
    out.gauge(
        "tactus_tick_rate", NONE, "Beats per second as configured.", engine.config().tickRateHz());
    out.counters(
            "tactus_ticks",
            NONE,
            "Beats: applied, idle (nothing was due), skipped (came too late).")
        .add(figures.ticks(), "kind", "applied")
        .add(figures.idleTicks(), "kind", "idle")
        .add(figures.skippedTicks(), "kind", "skipped")
        .end();
    add(
        out.times("tactus_tick_jitter", "tactus_tick_jitter_quantile", "How late beats began"),
        figures.histogram(Stage.TICK_JITTER),
        Labels.EMPTY);
    add(
        out.times(
            "tactus_tick_overrun",
            "tactus_tick_overrun_quantile",
            "How much longer than its period the work of a beat took"),
        figures.histogram(Stage.TICK_OVERRUN),
        Labels.EMPTY);
  }

  private static void add(MetricFamilies.Times times, Histogram histogram, Labels labels) {
    times.add(histogram, sum(histogram), labels).end();
  }

  /** As exact as the digits a histogram keeps. */
  private static double sum(Histogram histogram) {
    return histogram.getTotalCount() == 0 ? 0 : histogram.getMean() * histogram.getTotalCount();
  }

  private static void stages(MetricFamilies out, EngineStatistics figures) {
    MetricFamilies.Times times =
        out.times(
            "tactus_stage_duration",
            "tactus_stage_latency",
            "Stages of commands: queue and total per command, journal and apply per batch");
    for (Stage stage : COMMAND_STAGES) {
      Histogram histogram = figures.histogram(stage);
      times.add(
          histogram, sum(histogram), Labels.of("stage", stage.name().toLowerCase(Locale.ROOT)));
    }
    times.end();
  }
}
