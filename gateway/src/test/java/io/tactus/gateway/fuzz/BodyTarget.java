package io.tactus.gateway.fuzz;

import io.tactus.gateway.http.RawConnection;
import io.tactus.storage.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bodies of the routes that take JSON: the first byte chooses the route. */
public final class BodyTarget {

  private static final String[][] ROUTES = {
    {"POST", "/rpc"},
    {"POST", "/batch"},
    {"POST", "/rest/v1/players"},
    {"PATCH", "/rest/v1/players?id=eq.1"},
    {"PUT", "/rest/v1/players/1"},
    {"PATCH", "/rest/v1/players/1"},
    {"POST", "/schema/v1/tables?dryRun=true"},
    {"PUT", "/schema/v1?dryRun=true"},
    {"POST", "/schema/v1/types?dryRun=true"},
    {"POST", "/schema/v1/tables/players/fields?dryRun=true"},
    {"POST", "/schema/v1/tables/players/indexes?dryRun=true"},
  };

  static final String[] SEEDS = {
    "\0{\"jsonrpc\":\"2.0\",\"method\":\"db.get\",\"params\":{\"table\":\"players\",\"key\":1},\"id\":1}",
    "\0[{\"jsonrpc\":\"2.0\",\"method\":\"db.query\",\"params\":{\"table\":\"players\",\"filter\":\"skill=gte.1\"},\"id\":\"a\"}]",
    "\1{\"operations\":[{\"op\":\"insert\",\"table\":\"players\",\"row\":{\"name\":\"x\"}},"
        + "{\"op\":\"update\",\"table\":\"players\",\"key\":\"$0.id\",\"set\":{\"gold\":{\"$add\":1}}}]}",
    "\2[{\"name\":\"Cid\",\"skill\":3.5,\"gold\":1}]",
    "\3{\"gold\":{\"$max\":5}}",
    "\4{\"id\":1,\"name\":\"Ann\"}",
    "\5{\"guild\":null}",
    "\6{\"name\":\"t\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true}],\"primaryKey\":[\"id\"]}",
    "\7{\"types\":[{\"name\":\"V\",\"fields\":[{\"name\":\"x\",\"type\":\"f32\"}]}],\"tables\":[]}",
    "\10{\"name\":\"Region\",\"enum\":[\"eu\",\"us\"]}",
    "\11{\"name\":\"level\",\"type\":\"u8\",\"default\":1,\"max\":9}",
    "\12{\"name\":\"by_skill\",\"fields\":[\"skill\"],\"kind\":\"ordered\"}"
  };

  private static final StrictJson JSON = new StrictJson(1);

  private BodyTarget() {}

  /** Starts the server before the first input, so that its start counts for none. */
  public static void fuzzerInitialize() {
    FuzzServer.shared();
  }

  /** One route and one body. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String[] route = ROUTES[(input[0] & 0xff) % ROUTES.length];
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    RawConnection.Reply reply = FuzzServer.shared().send(route[0], route[1], body, body);
    boolean valid = JSON.isValid(body, 0, body.length);
    boolean parseError = reply.body().contains("\"code\":-32700");
    if (!valid && reply.status() != 400 && !parseError) {
      throw new IllegalStateException(route[1] + " took what is not JSON: " + reply.status());
    }
    if (valid && parseError) {
      throw new IllegalStateException("a parse error for JSON: " + reply.body());
    }
    byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
    if (answer.length > 0 && !JSON.isValid(answer, 0, answer.length)) {
      throw new IllegalStateException("not JSON: " + reply.body());
    }
  }
}
