package io.tactus.gateway.suite;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.suite.SuiteVerdict.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where a document can stand as a value: within bodies, in URLs, in calls. What is accepted must
 * come back as it was, but for white space.
 */
public final class SuitePlaces {

  /** The table, with row 1, whose field is written. */
  public static final String TABLE =
      """
      {"name":"documents","fields":[
        {"name":"id","type":"u64"},
        {"name":"data","type":"json","nullable":true}],
       "primaryKey":["id"]}\
      """;

  private static final String ROWS = "/rest/v1/documents";
  private static final String ROW = ROWS + "/1";
  private static final int PARSE_ERROR_STATUS = 200;
  private static final int MOST_IN_A_URL = 5_000;

  private final TestServer server;
  private final List<Place> places = new ArrayList<>();

  /** One place: a name for messages, which documents can stand there, what becomes of each. */
  public record Place(
      String name, Predicate<SuiteDocument> fitting, Function<SuiteDocument, Answer> reader) {

    /** Tells whether a document can stand here at all. */
    public boolean fits(SuiteDocument document) {
      return fitting.test(document);
    }
  }

  private SuitePlaces(TestServer server) {
    this.server = server;
  }

  /** Returns all places of a server that has {@link #TABLE} and {@link EchoPlugin}. */
  public static List<Place> of(TestServer server) {
    SuitePlaces places = new SuitePlaces(server);
    places.rows();
    places.batches();
    places.calls();
    places.urls();
    return places.places;
  }

  private void rows() {
    String merge = "resolution=merge-duplicates";
    write("POST", ROWS, "{\"id\":1,\"data\":", "}", "Prefer", merge);
    write("POST", ROWS, "[{\"id\":2},{\"id\":1,\"data\":", "}]", "Prefer", merge);
    write("POST", ROWS + "?columns=id,data", "{\"id\":1,\"data\":", ",\"x\":0}", "Prefer", merge);
    write("PUT", ROW, "{\"data\":", "}");
    write("PATCH", ROW, "{\"data\":", "}");
    write("PATCH", ROWS + "?id=eq.1", "{\"data\":", "}");
  }

  private void batches() {
    String insert =
        "{\"operations\":[{\"op\":\"delete\",\"table\":\"documents\",\"key\":1},"
            + "{\"op\":\"insert\",\"table\":\"documents\",\"row\":{\"id\":1,\"data\":";
    String upsert =
        "{\"operations\":[{\"op\":\"upsert\",\"table\":\"documents\","
            + "\"row\":{\"id\":1,\"data\":";
    String update =
        "{\"operations\":[{\"op\":\"update\",\"table\":\"documents\",\"key\":1,"
            + "\"set\":{\"data\":";
    for (String batch : List.of(insert, upsert, update)) {
      write("POST", "/batch", batch, "}}]}");
      rpc("db.batch", batch, "}}]}");
    }
  }

  private void calls() {
    rpc("db.upsert", "{\"table\":\"documents\",\"row\":{\"id\":1,\"data\":", "}}");
    rpc("db.update", "{\"table\":\"documents\",\"key\":1,\"set\":{\"data\":", "}}");
    echo("POST /rest/v1/rpc", "/rest/v1/rpc/suite.echo", "{\"data\":", "}");
    echo("/rpc by name", "/rpc", call("suite.echo", "{\"data\":"), "}}");
    echo("/rpc by position", "/rpc", call("suite.echo", "["), "]}");
    echo("/rpc in a batch", "/rpc", "[" + call("suite.echo", "["), "]}]");
  }

  private void urls() {
    places.add(
        new Place(
            "GET /rest/v1/rpc/suite.echo?data=",
            document -> document.bytes().length < MOST_IN_A_URL,
            document ->
                answer(
                    server.get("/rest/v1/rpc/suite.echo?data=" + percent(document.bytes())),
                    document)));
    places.add(
        new Place(
            "GET " + ROWS + "?data=eq.",
            document -> document.bytes().length < MOST_IN_A_URL,
            document -> {
              Reply reply = server.get(ROWS + "?data=eq." + percent(document.bytes()));
              return reply.status() == 200 ? Answer.ACCEPTED : refusal(reply);
            }));
  }

  private void write(String method, String path, String before, String after, String... headers) {
    places.add(
        new Place(
            method + " " + path + " " + before,
            document -> true,
            document -> {
              Supplier<Reply> request =
                  () -> server.send(method, path, document.within(before, after), headers);
              return kept(request.get(), document);
            }));
  }

  private void rpc(String method, String before, String after) {
    places.add(
        new Place(
            "/rpc " + method + " " + before,
            document -> true,
            document -> {
              byte[] body = document.within(call(method, before), after + "}");
              return kept(server.send("POST", "/rpc", body), document);
            }));
  }

  private void echo(String name, String path, String before, String after) {
    places.add(
        new Place(
            name,
            document -> !(document.isBlank() && before.endsWith("[")), // that would be no argument
            document ->
                answer(server.send("POST", path, document.within(before, after)), document)));
  }

  private static String call(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params;
  }

  /** A write: what it wrote is read back. */
  private Answer kept(Reply reply, SuiteDocument document) {
    boolean done = reply.status() < 300 && !reply.body().contains("\"error\"");
    return done ? answer(server.get(ROW), document) : refusal(reply);
  }

  /** Returns what a reply that shows the value says of the document sent. */
  public static Answer answer(Reply reply, SuiteDocument document) {
    if (reply.status() >= 300 || reply.body().contains("\"error\"")) {
      return refusal(reply);
    }
    String data = "\"data\":" + document.minimal() + "}";
    // An optional result that is null is left out.
    boolean isNull = document.minimal().equals("null") && !reply.body().contains("data");
    boolean kept = isNull || SuiteDocument.minimal(reply.body()).contains(data);
    return kept ? Answer.ACCEPTED : Answer.DAMAGED;
  }

  private static Answer refusal(Reply reply) {
    if (reply.status() == PARSE_ERROR_STATUS) {
      return reply.body().contains("\"code\":-32700") ? Answer.REFUSED : Answer.DAMAGED;
    }
    return reply.status() == 400
            && reply.problem().matches("invalid_json|invalid_value|bad_request")
        ? Answer.REFUSED
        : Answer.DAMAGED;
  }

  private static String percent(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      out.append(String.format("%%%02X", b & 0xFF));
    }
    return out.toString();
  }
}
