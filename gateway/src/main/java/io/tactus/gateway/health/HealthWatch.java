package io.tactus.gateway.health;

import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineStatus;
import io.tactus.pipeline.RecoveryProgress;
import io.tactus.pipeline.disk.DiskReport;
import io.tactus.pipeline.watch.WatchThread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the checks a few times a second, remembers since when each fails, and logs when that
 * changes.
 *
 * <p>Threading: {@link #look} by any thread; it takes microseconds.
 */
public final class HealthWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);
  private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long NS_PER_MS = 1_000_000;

  private final EngineLink link;
  private final HealthLimits limits;
  private final WatchThread thread =
      new WatchThread(
          "tactus-health",
          INTERVAL_NS,
          this::look,
          e -> LOG.error("defect in the health checks", e));
  private final RingProgress progress = new RingProgress();
  private final Map<Check, Long> sinceMillis = new EnumMap<>(Check.class);

  /** Creates a watch; {@link #start} has it look by itself. */
  public HealthWatch(EngineLink link, HealthLimits limits) {
    this.link = link;
    this.limits = limits;
  }

  /** Looks again and again from now on. */
  public void start() {
    thread.start();
  }

  /** Runs the checks now; returns those that fail, in the order in which they matter. */
  public synchronized List<Fault> look() {
    long nowMillis = System.currentTimeMillis();
    List<Fault> faults = new ArrayList<>();
    Engine engine = link.engine();
    if (engine == null && !link.isClosing()) {
      RecoveryProgress.Report report = link.progress().latest();
      String how = report == null ? "starting" : report.toString();
      Problem recovering = Problem.of(ProblemType.RECOVERING, "Recovering: " + how + ".");
      add(faults, Check.RECOVERY, false, recovering, nowMillis);
    }
    if (link.isClosing()) {
      add(faults, Check.DRAINING, false, link.unavailable(), nowMillis);
    }
    if (engine != null) {
      engine(faults, engine, nowMillis);
      disk(faults, engine.disk(), nowMillis);
      consumer(faults, engine, nowMillis);
    }
    forget(faults);
    return faults;
  }

  private void engine(List<Fault> faults, Engine engine, long nowMillis) {
    EngineStatus status = engine.status();
    if (status == EngineStatus.HALTED) {
      add(faults, Check.ENGINE, true, stopped(engine), nowMillis);
    } else if (status == EngineStatus.FAILED) {
      add(faults, Check.JOURNAL, false, stopped(engine), nowMillis);
    }
  }

  private static Problem stopped(Engine engine) {
    Throwable failure = engine.failure();
    return Problem.of(
        ProblemType.READ_ONLY,
        "The engine is "
            + engine.status().name().toLowerCase(Locale.ROOT)
            + (failure == null ? "." : ": " + failure.getMessage() + ".")
            + " It reads; writing takes a restart.");
  }

  private void disk(List<Fault> faults, DiskReport disk, long nowMillis) {
    if (disk.refusesWrites()) {
      Problem refused = Problem.of(ProblemType.READ_ONLY, disk.detail());
      add(faults, Check.DISK, false, refused, nowMillis);
    }
    if (disk.isStalled()) {
      long stalledMs = disk.stalledNs() / NS_PER_MS;
      Problem stalled =
          Problem.of(
              ProblemType.DISK_STALLED,
              "A group commit has waited for the disk for " + stalledMs + " ms.");
      add(faults, Check.DISK_STALL, false, stalled, nowMillis - stalledMs);
    }
  }

  /** A disk that stalls holds up the commands behind it, and a restart would not mend it. */
  private void consumer(List<Fault> faults, Engine engine, long nowMillis) {
    long stillMs = progress.standstillNs(engine.statistics(), System.nanoTime()) / NS_PER_MS;
    if (stillMs < limits.slowMs() || engine.disk().isStalled()) {
      return;
    }
    boolean fatal = stillMs >= limits.stuckMs();
    Problem stuck =
        Problem.of(
            ProblemType.ENGINE_STUCK,
            engine.statistics().ringDepth()
                + " commands wait, and none has been dealt with for "
                + stillMs
                + " ms"
                + (fatal ? ": a restart is needed." : "."));
    add(faults, Check.CONSUMER, fatal, stuck, nowMillis - stillMs);
  }

  private void add(
      List<Fault> faults, Check check, boolean fatal, Problem problem, long beganMillis) {
    Long known = sinceMillis.get(check);
    if (known == null) {
      known = beganMillis;
      sinceMillis.put(check, known);
      LOG.info("not ready, {}: {}", check.written(), problem.detail());
    }
    faults.add(new Fault(check.written(), fatal, problem, known));
  }

  private void forget(List<Fault> faults) {
    sinceMillis
        .keySet()
        .removeIf(
            check -> {
              boolean over = faults.stream().noneMatch(f -> f.check().equals(check.written()));
              if (over) {
                LOG.info("well again: {}", check.written());
              }
              return over;
            });
  }

  /** Ends the looking. */
  @Override
  public void close() {
    thread.close();
  }
}
