package io.tactus.gateway.metrics;

import static io.tactus.gateway.metrics.MetricFamilies.NONE;

import io.tactus.gateway.health.Check;
import io.tactus.gateway.health.Fault;
import io.tactus.gateway.health.HealthWatch;
import java.util.List;

/** What {@code /health/live} and {@code /health/ready} would say. */
record HealthMetrics(HealthWatch watch) implements MetricSource {

  @Override
  public void collect(MetricFamilies out) {
    List<Fault> faults = watch.look();
    boolean live = faults.stream().noneMatch(Fault::fatal);
    out.gauge("tactus_live", NONE, "0 if only a restart helps.", live ? 1 : 0);
    out.gauge("tactus_ready", NONE, "1 if reads and writes are served.", faults.isEmpty() ? 1 : 0);
    MetricFamilies.Values checks =
        out.gauges("tactus_health_fault", NONE, "1 for each check that fails, else 0.");
    for (Check check : Check.values()) {
      boolean fails = faults.stream().anyMatch(fault -> fault.check().equals(check.written()));
      checks.add(fails ? 1 : 0, "check", check.written());
    }
    checks.end();
  }
}
