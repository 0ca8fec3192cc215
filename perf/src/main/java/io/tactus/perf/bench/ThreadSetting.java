package io.tactus.perf.bench;

import io.tactus.pipeline.ThreadLayout;
import io.tactus.pipeline.WaitStrategyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the threads behind the ring are laid out, and how they wait. */
record ThreadSetting(ThreadLayout layout, WaitStrategyKind waiting) {

  /** Every combination. */
  static List<ThreadSetting> combinations(
      List<ThreadLayout> layouts, List<WaitStrategyKind> waits) {
    List<ThreadSetting> settings = new ArrayList<>();
    for (ThreadLayout layout : layouts) {
      for (WaitStrategyKind waiting : waits) {
        settings.add(new ThreadSetting(layout, waiting));
      }
    }
    return settings;
  }

  String name() {
    return layout.name().toLowerCase(Locale.ROOT) + ", " + waiting.configurationName();
  }

  /** The flags of {@code tactus serve}. */
  List<String> flags() {
    return List.of(
        "--engine-layout",
        layout.name().toLowerCase(Locale.ROOT),
        "--engine-wait-strategy",
        waiting.configurationName());
  }
}
