package io.tactus.tools.serve;

import io.tactus.gateway.GatewayConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parsers of values only a server has. Stateless. */
final class ServeValues {

  /** A gateway nobody configured. */
  static final GatewayConfig DEFAULTS =
      GatewayConfig.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).build();

  private static final Pattern ADDRESS = Pattern.compile("(\\[.+]|[^:]+):([0-9]{1,5})");
  private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error");
  private static final int MAX_PORT = 65_535;

  private ServeValues() {}

  /** {@code HOST:PORT}; whether such an address may be served is decided with the keys. */
  static InetSocketAddress address(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
      throw new IllegalArgumentException("HOST:PORT is needed, such as 127.0.0.1:7070");
    }
    try {
      InetAddress host = InetAddress.getByName(matcher.group(1));
      return new InetSocketAddress(host, Integer.parseInt(matcher.group(2)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no such host: " + matcher.group(1), e);
    }
  }

  /** A level of the log. */
  static String logLevel(String text) {
    if (!LEVELS.contains(text)) {
      throw new IllegalArgumentException("one of trace|debug|info|warn|error");
    }
    return text;
  }
}
