package io.tactus.gateway.socket;

import io.tactus.gateway.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Refuses pages of other sites: browsers let any page open a WebSocket and only say, in {@code
 * Origin}, which one it is. Programs send no origin. Threading: stateless.
 */
final class Origins {

  private Origins() {}

  /** Returns whether a request comes from no page, or from one of this server. */
  static boolean isOwn(Request request) {
    String origin = request.header("Origin");
    if (origin == null) {
      return true;
    }
    String host = request.header("Host");
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority != null
          && host != null
          && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
