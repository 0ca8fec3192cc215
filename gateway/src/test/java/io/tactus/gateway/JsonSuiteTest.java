package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.ObjectConverter;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.http.Method;
import io.tactus.gateway.http.Route;
import io.tactus.gateway.socket.FrameConnection;
import io.tactus.gateway.suite.EchoPlugin;
import io.tactus.gateway.suite.SuiteDocument;
import io.tactus.gateway.suite.SuitePlaces;
import io.tactus.gateway.suite.SuiteVerdict;
import io.tactus.gateway.suite.SuiteVerdict.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every document of the public parsing suite on every route that takes JSON: what is JSON is never
 * refused as if it were not, what is not JSON always is.
 */
class JsonSuiteTest {

  /** How a route may refuse JSON that is not the JSON it asks for. */
  private static final Set<String> TYPED_REFUSALS =
      Set.of(
          "malformed", // an array where an object is wanted, and the like
          "duplicate_name",
          "schema_invalid",
          "unknown_field",
          "unknown_parameter",
          "missing_parameter",
          "invalid_value",
          "not_null_violation",
          "loss_refused",
          "filter_required");

  /** Without a body a call has no arguments, and nothing is said about a snapshot. */
  private static final Set<String> BODY_OPTIONAL = Set.of("procedure.call", "snapshots.take");

  private static final Set<Method> WITH_BODY = EnumSet.of(Method.POST, Method.PUT, Method.PATCH);

  private static final List<SuiteDocument> DOCUMENTS = SuiteDocument.all();

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder, new EchoPlugin());
    assertEquals(201, server.post("/schema/v1/tables", SuitePlaces.TABLE).status());
    assertEquals(201, server.post("/rest/v1/documents", "{\"id\":1}").status());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldHaveTheWholeSuite() {
    assertEquals(SuiteDocument.COUNT, DOCUMENTS.size());
    assertEquals(95, DOCUMENTS.stream().filter(d -> d.name().startsWith("y_")).count());
    assertEquals(188, DOCUMENTS.stream().filter(d -> d.name().startsWith("n_")).count());
  }

  @Test
  void shouldReadStrictlyOnEveryRouteWithABody() {
    List<String> mistakes = new ArrayList<>();
    Set<String> walked = new TreeSet<>();
    for (Route route : server.gateway().routes()) {
      if (WITH_BODY.contains(route.method())) {
        walked.add(route.operation());
        List<SuiteDocument> asked = asked(route);
        for (String mistake : SuiteVerdict.mistakes(asked, d -> ask(route, d))) {
          mistakes.add(route.operation() + ": " + mistake);
        }
      }
    }
    assertEquals(List.of(), mistakes);
    assertTrue(walked.size() >= 14, "only " + walked);
  }

  /** A snapshot for each document that is JSON would be too many. */
  private static List<SuiteDocument> asked(Route route) {
    return route.operation().equals("snapshots.take")
        ? DOCUMENTS.stream().filter(d -> !d.name().matches("y_(?!array).*")).toList()
        : DOCUMENTS;
  }

  private static Answer ask(Route route, SuiteDocument document) {
    String path =
        route
            .template()
            .replace("{table}", "documents")
            .replace("{procedure}", "suite.echo")
            .replace("{field}", "data")
            .replaceAll("\\{[a-z]+}", "1");
    Reply reply = server.send(route.method().name(), path, document.bytes());
    if (route.operation().equals("rpc")) {
      assertEquals(200, reply.status(), "what JSON-RPC says is said in the body");
      return reply.body().contains("\"code\":-32700") ? Answer.REFUSED : Answer.ACCEPTED;
    }
    boolean empty = document.bytes().length == 0;
    if (empty && BODY_OPTIONAL.contains(route.operation())) {
      return SuiteVerdict.wanted(document);
    }
    if (reply.status() < 300) {
      return Answer.ACCEPTED;
    }
    String problem = reply.problem();
    if (problem.equals("invalid_json") || (empty && problem.equals("malformed"))) {
      assertEquals(400, reply.status(), reply.body());
      return Answer.REFUSED;
    }
    boolean typed = reply.status() < 500 && TYPED_REFUSALS.contains(problem);
    assertTrue(typed, () -> route.operation() + " " + document + ": " + reply.body());
    return Answer.ACCEPTED;
  }

  @Test
  void shouldKeepEveryValueWhereverItStands() {
    List<String> mistakes = new ArrayList<>();
    for (SuitePlaces.Place place : SuitePlaces.of(server)) {
      List<SuiteDocument> fitting = DOCUMENTS.stream().filter(place::fits).toList();
      for (String mistake : SuiteVerdict.mistakes(fitting, place.reader())) {
        mistakes.add(place.name() + ": " + mistake);
      }
    }
    assertEquals(List.of(), mistakes);
  }

  @Test
  void shouldReadMessagesStrictly() {
    assertEquals(List.of(), SuiteVerdict.mistakes(DOCUMENTS, d -> message(d, "", "")));
  }

  @Test
  void shouldReadArgumentsInMessagesStrictly() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"suite.echo\",\"params\":[";
    List<SuiteDocument> fitting = DOCUMENTS.stream().filter(d -> !d.isBlank()).toList();
    assertEquals(List.of(), SuiteVerdict.mistakes(fitting, d -> message(d, call, "]}")));
  }

  /** A message that is no text ends the WebSocket, as RFC 6455 wants it. */
  private static Answer message(SuiteDocument document, String before, String after) {
    try (FrameConnection socket = new FrameConnection(server.raw())) {
      FrameConnection.Frame frame = socket.sendText(document.within(before, after)).next();
      if (frame.closeCode() != 0) {
        return frame.closeCode() == 1007 && !document.isUnicode() ? Answer.REFUSED : Answer.DAMAGED;
      }
      return frame.text().contains("\"code\":-32700") ? Answer.REFUSED : Answer.ACCEPTED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- these readers are wrong, and are found out

  @Test
  void shouldFindOutAReaderThatIsLax() {
    DslJson<Object> lax = new DslJson<>();
    List<String> mistakes =
        SuiteVerdict.mistakes(
            DOCUMENTS,
            document -> {
              try {
                JsonReader<Object> reader = lax.newReader(document.bytes());
                reader.getNextToken();
                ObjectConverter.deserializeObject(reader);
                return Answer.ACCEPTED;
              } catch (IOException | RuntimeException | StackOverflowError e) {
                return Answer.REFUSED;
              }
            });
    assertTrue(mistakes.stream().anyMatch(m -> m.startsWith("n_")), mistakes.toString());
  }

  @Test
  void shouldFindOutAReaderThatRefusesTooMuch() {
    List<String> mistakes = SuiteVerdict.mistakes(DOCUMENTS, document -> Answer.REFUSED);
    assertEquals(95 + 10, mistakes.size(), "all that is JSON, and the numbers of any size");
  }

  @Test
  void shouldFindOutAReaderThatDamagesValues() {
    SuitePlaces.Place place = SuitePlaces.of(server).getFirst();
    SuiteDocument sent = DOCUMENTS.getLast();
    SuiteDocument other = new SuiteDocument(sent.name(), new byte[] {'[', '8', ']'});
    assertEquals(Answer.ACCEPTED, place.reader().apply(sent));
    assertEquals(Answer.DAMAGED, SuitePlaces.answer(server.get("/rest/v1/documents/1"), other));
  }
}
