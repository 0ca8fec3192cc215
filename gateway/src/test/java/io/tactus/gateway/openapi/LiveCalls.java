package io.tactus.gateway.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.openapi.ApiDocument.Operation;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Calls a server and holds each reply against the document it gives at that moment; remembers which
 * operations were called and how they answered.
 */
final class LiveCalls {

  private final TestServer server;
  private final String admin;
  private final Map<String, TreeSet<Integer>> covered = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private ApiDocument document;
  private String tag = "none";

  LiveCalls(TestServer server, String admin) {
    this.server = server;
    this.admin = admin;
  }

  /** Returns the document as it is now. */
  ApiDocument document() {
    Reply reply = server.get("/openapi.json", "apikey", admin, "If-None-Match", tag);
    if (reply.status() != 304) {
      assertEquals(200, reply.status(), reply.body());
      document = ApiDocument.parse(reply.body());
      tag = reply.header("ETag");
    }
    return document;
  }

  /** Calls as the admin and demands success, and that the document allows the request. */
  Reply good(int status, String method, String target, String body, String... headers) {
    ApiDocument now = document();
    Operation operation = operation(now, method, target);
    int mark = target.indexOf('?');
    String query = mark < 0 ? "" : target.substring(mark + 1);
    for (String fault : now.requestFaults(operation, query, body)) {
      faults.add("the document forbids " + method + " " + target + " " + body + ": " + fault);
    }
    return checked(now, operation, status, method, target, body, admin(headers));
  }

  /** Calls as the admin what is refused. */
  Reply bad(int status, String method, String target, String body, String... headers) {
    ApiDocument now = document();
    Operation operation = operation(now, method, target);
    return checked(now, operation, status, method, target, body, admin(headers));
  }

  /** Calls with no more than these headers. */
  Reply bare(int status, String method, String target, String body, String... headers) {
    ApiDocument now = document();
    return checked(now, operation(now, method, target), status, method, target, body, headers);
  }

  /** Calls as somebody who may ask once a second until that is once too often. */
  void refusedTo(String key, String method, String target, String body) {
    for (int i = 0; i < 10; i++) {
      Reply reply = server.call(method, target, body, "apikey", key);
      if (reply.status() == 429) {
        check(method, target, 429, reply.response().headers(), reply.body());
        return;
      }
    }
    faults.add(method + " " + target + " is not refused to one who asks too often");
  }

  /** Holds a reply that came another way against the document. */
  void check(String method, String target, int status, HttpHeaders headers, String body) {
    ApiDocument now = document();
    Operation operation = operation(now, method, target);
    note(target, operation, status, now.replyFaults(operation, status, headers, body));
  }

  private Reply checked(
      ApiDocument now,
      Operation operation,
      int status,
      String method,
      String target,
      String body,
      String... headers) {
    Reply reply = server.call(method, target, body, headers);
    String call = method + " " + target + " " + body;
    if (status != reply.status()) {
      faults.add(call + " is not " + status + " but " + reply.status() + ": " + reply.body());
    }
    note(call, operation, reply.status(), now.replyFaults(operation, reply));
    return reply;
  }

  private void note(String call, Operation operation, int status, List<String> found) {
    found.forEach(fault -> faults.add(call + ": " + fault));
    covered.computeIfAbsent(operation.id(), id -> new TreeSet<>()).add(status);
  }

  private static Operation operation(ApiDocument now, String method, String target) {
    int mark = target.indexOf('?');
    Operation operation = now.find(method, mark < 0 ? target : target.substring(0, mark));
    assertNotNull(operation, () -> "not in the document: " + method + " " + target);
    return operation;
  }

  private String[] admin(String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "apikey";
    all[1] = admin;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return all;
  }

  /** Demands a status of a call that was made another way. */
  void demand(int expected, int actual, String call) {
    if (expected != actual) {
      faults.add(call + " is not " + expected + " but " + actual);
    }
  }

  /** Returns the statuses seen of an operation. */
  SortedSet<Integer> statuses(Operation operation) {
    return covered.getOrDefault(operation.id(), new TreeSet<>());
  }

  /** Demands that no call went wrong, and that each operation was called well and badly. */
  void demandAll(ApiDocument all) {
    assertEquals("", String.join("\n", faults));
    int seen = 0;
    int documented = 0;
    SortedMap<String, SortedSet<String>> missing = new TreeMap<>();
    for (Operation operation : all.operations()) {
      SortedSet<Integer> statuses = statuses(operation);
      assertTrue(
          !statuses.isEmpty() && statuses.first() < 300,
          () -> operation + " was never called with success: " + statuses);
      assertTrue(statuses.last() >= 400, () -> operation + " was never refused: " + statuses);
      seen += statuses.size();
      documented += operation.json().path("responses").size();
      for (String status : operation.json().path("responses").propertyNames()) {
        if (!status.matches("[0-9]+") || !statuses.contains(Integer.parseInt(status))) {
          missing.computeIfAbsent(status, s -> new TreeSet<>()).add(operation.id());
        }
      }
    }
    System.out.println(
        "live replies: "
            + all.operations().size()
            + " operations, "
            + seen
            + " of "
            + documented
            + " documented statuses seen; not seen:");
    missing.forEach((status, of) -> System.out.println("  " + status + " " + of));
  }
}
