package io.tactus.perf.bench;

import io.tactus.perf.process.ServerProcess;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A server under load.
 *
 * @param cpuTime processor time used so far; always zero if it is not known
 */
record Contender(String name, InetSocketAddress address, Supplier<Duration> cpuTime) {
  static Contender of(String name, ServerProcess server) {
    return new Contender(name, server.address(), server::cpuTime);
  }

  /** Value of the Host header. */
  String host() {
    return address.getHostString() + ":" + address.getPort();
  }
}
