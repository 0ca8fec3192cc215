package io.tactus.perf.rig;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One run of the rig.
 *
 * @param target where the server listens; loopback only
 * @param connections keep-alive connections, 1 to 10,000
 * @param pace closed loop or fixed rate
 * @param warmUp time whose requests are sent but not recorded
 * @param duration recorded time, after the warm-up
 * @param requestBytes largest request the source writes
 * @param source writes the requests
 */
public record LoadConfig(
    InetSocketAddress target,
    int connections,
    Pace pace,
    Duration warmUp,
    Duration duration,
    int requestBytes,
    RequestSource source) {

  public LoadConfig {
    if (target.isUnresolved() || !target.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("the rig loads loopback addresses only: " + target);
    }
    if (connections < 1 || connections > 10_000) {
      throw new IllegalArgumentException("connections must be 1 to 10000: " + connections);
    }
  }

  /** 64 connections, 2 s warm-up, 5 s recorded, requests up to 4 KiB. */
  public static LoadConfig of(InetSocketAddress target, Pace pace, RequestSource source) {
    return new LoadConfig(
        target, 64, pace, Duration.ofSeconds(2), Duration.ofSeconds(5), 4096, source);
  }

  public LoadConfig withConnections(int count) {
    return new LoadConfig(target, count, pace, warmUp, duration, requestBytes, source);
  }

  public LoadConfig withTimes(Duration newWarmUp, Duration newDuration) {
    return new LoadConfig(target, connections, pace, newWarmUp, newDuration, requestBytes, source);
  }
}
