package io.tactus.gateway.fuzz;

import io.tactus.gateway.http.RawConnection;
import io.tactus.storage.json.StrictJson;
import java.nio.charset.StandardCharsets;

/** The query string of a read of rows: filters, select, order, limits, in PostgREST's grammar. */
public final class QueryTarget {

  static final String[] SEEDS = {
    "select=id,name&skill=gte.1400&order=skill.desc.nullslast,id&limit=5&offset=1",
    "or=(name.eq.Ann,and(skill.gt.1,guild.is.null))",
    "name=like.A*&name=not.in.(\"a,b\",c)",
    "select=guild,skill.avg(),count()&skill=not.is.null",
    "not.and=(skill.lt.2,skill.neq.3)"
  };

  private static final StrictJson JSON = new StrictJson(1);

  private QueryTarget() {}

  /** Starts the server before the first input, so that its start counts for none. */
  public static void fuzzerInitialize() {
    FuzzServer.shared();
  }

  /** One query string, its bytes percent-encoded but for the characters that divide it. */
  public static void fuzzerTestOneInput(byte[] query) {
    StringBuilder target = new StringBuilder("/rest/v1/players?");
    for (byte b : query) {
      if (b == '&' || b == '=' || Character.isLetterOrDigit(b)) {
        target.append((char) b);
      } else {
        target.append('%').append(hex(b >> 4)).append(hex(b));
      }
    }
    RawConnection.Reply reply =
        FuzzServer.shared().send("GET", target.toString(), new byte[0], query);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > 0 && !JSON.isValid(body, 0, body.length)) {
      throw new IllegalStateException("not JSON: " + reply.body());
    }
  }

  private static char hex(int nibble) {
    return Character.forDigit(nibble & 15, 16);
  }
}
