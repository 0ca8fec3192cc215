package io.tactus.gateway;

import io.tactus.gateway.access.AccessControl;
import io.tactus.gateway.accesslog.AccessLog;
import io.tactus.gateway.tls.FileWatch;
import io.tactus.gateway.tls.ServerIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

/**
 * What stands between the network and the server: who may use it, and how it proves who it is.
 *
 * @param access keys and tokens
 * @param tls how to speak TLS, or null for plain HTTP
 * @param watch reads the files behind both again when they change
 * @param log notes everybody who came, or null
 */
record Entrance(AccessControl access, SSLContext tls, FileWatch watch, AccessLog log)
    implements AutoCloseable {

  /**
   * Reads keys and certificates, and begins to watch them.
   *
   * @throws IllegalArgumentException if a file cannot be read or is wrong, or if everybody who
   *     reaches the address would be let in
   */
  static Entrance open(GatewayConfig config) {
    FileWatch watch = new FileWatch();
    try {
      AccessControl access = AccessControl.load(config.access(), watch);
      refuseOpenDoor(config.address(), access);
      SSLContext tls =
          config.tls().isPresent() ? ServerIdentity.context(config.tls().get(), watch) : null;
      AccessLog log =
          config.accessLog().isPresent() ? AccessLog.open(config.accessLog().get()) : null;
      watch.start();
      return new Entrance(access, tls, watch, log);
    } catch (IOException e) {
      throw new IllegalArgumentException(FileWatch.reason(e), e);
    }
  }

  /** An unresolved address is refused by who binds it. */
  private static void refuseOpenDoor(InetSocketAddress address, AccessControl access) {
    boolean loopback = address.isUnresolved() || address.getAddress().isLoopbackAddress();
    if (!loopback && !access.hasCredentials()) {
      throw new IllegalArgumentException(
          "without a valid API key only a loopback address such as 127.0.0.1 is served, not "
              + address.getHostString()
              + "; make one: tactus keys create --data DIR --name NAME --role admin");
    }
  }

  @Override
  public void close() {
    watch.close();
    if (log != null) {
      log.close();
    }
  }
}
