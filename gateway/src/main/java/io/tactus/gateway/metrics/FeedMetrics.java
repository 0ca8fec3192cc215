package io.tactus.gateway.metrics;

import static io.prometheus.metrics.model.snapshots.Unit.BYTES;
import static io.tactus.gateway.metrics.MetricFamilies.NONE;

import io.tactus.gateway.feed.FeedCounters;
import io.tactus.gateway.feed.FeedHub;

/** Subscriptions to changes. */
record FeedMetrics(FeedHub feeds) implements MetricSource {

  @Override
  public void collect(MetricFamilies out) {
    FeedCounters counters = feeds.counters();
    out.gauge("tactus_feed_subscribers", NONE, "Subscriptions now.", counters.subscribers());
    out.gauge(
        "tactus_feed_connections",
        NONE,
        "Streams of events and WebSockets open now.",
        counters.connections());
    out.counter("tactus_feed_subscriptions", NONE, "Subscriptions ever.", counters.subscriptions());
    out.gauge(
        "tactus_feed_topics", NONE, "Queries rendered, each for all who want it.", feeds.topics());
    out.counter("tactus_feed_events", NONE, "Events queued for subscribers.", counters.events());
    out.counter("tactus_feed_event_size", BYTES, "Bytes of these events.", counters.eventBytes());
    out.counter(
        "tactus_feed_cut_off", NONE, "Subscribers cut off for being too slow.", counters.cutOffs());
    out.gauge(
        "tactus_feed_lag_commands",
        NONE,
        "Commands published that the feed thread has not looked at yet.",
        feeds.lag());
  }
}
