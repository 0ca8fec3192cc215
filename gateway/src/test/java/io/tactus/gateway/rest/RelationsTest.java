package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of PostgREST's grammar is refused, and that it says so: nothing is ignored in silence. */
class RelationsTest {

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    created(
        "{\"name\":\"teams\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"},"
            + "{\"name\":\"name\",\"type\":\"string(16)\"}],\"primaryKey\":[\"id\"]}");
    created(
        """
        {"name":"matches","fields":[
          {"name":"id","type":"u64"},
          {"name":"note","type":"text","nullable":true},
          {"name":"home","type":"ref(teams)"},
          {"name":"away","type":"ref(teams)"}],
         "primaryKey":["id"]}\
        """);
    assertEquals(
        201,
        server
            .post("/rest/v1/teams", "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\"}]")
            .status());
    assertEquals(201, server.post("/rest/v1/matches", "{\"id\":1,\"home\":1,\"away\":2}").status());
  }

  private void created(String table) {
    assertEquals(201, server.post("/schema/v1/tables", table).status());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldAskWhichRelationIsMeant() {
    Reply reply = server.get("/rest/v1/teams?select=name,matches(id)");
    assertEquals(300, reply.status(), reply.body());
    assertEquals("ambiguous_relation", reply.problem());
    assertEquals("PGRST201", reply.json().member("code").text());
    String hint = reply.json().member("hint").text();
    assertTrue(hint.contains("matches!home") && hint.contains("matches!away"), hint);
    Reply chosen = server.get("/rest/v1/teams?select=name,matches!home(id)&id=eq.1");
    assertEquals("[{\"name\":\"a\",\"matches\":[{\"id\":1}]}]", chosen.body());
    assertEquals(300, server.get("/rest/v1/matches?select=id,teams(name)").status());
    Reply both = server.get("/rest/v1/matches?select=id,home(name),away(name)");
    assertEquals("[{\"id\":1,\"home\":{\"name\":\"a\"},\"away\":{\"name\":\"b\"}}]", both.body());
  }

  @Test
  void shouldSayThatThereIsNoRelation() {
    Reply reply = server.get("/rest/v1/teams?select=name,nothing(id)");
    assertEquals(400, reply.status());
    assertEquals("PGRST200", reply.json().member("code").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id=neq(any).{1,2}",
        "id=in(any).{1,2}",
        "note=match.(",
        "note=fts.word",
        "note=plfts.word",
        "note=phfts(english).word",
        "note=wfts.word",
        "note=cs.{a}",
        "note=cd.{a}",
        "note=ov.{a}",
        "id=sl.(1,2)",
        "id=sr.(1,2)",
        "id=nxl.(1,2)",
        "id=nxr.(1,2)",
        "id=adj.(1,2)",
        "id=nothing.1",
        "id=1",
        "select=id::text",
        "select=note->a",
        "select=...home(name)",
        "order=id.sideways",
      })
  void shouldRefuseWhatItDoesNotHave(String term) {
    int equals = term.indexOf('=');
    String value = URLEncoder.encode(term.substring(equals + 1), StandardCharsets.UTF_8);
    Reply reply = server.get("/rest/v1/matches?" + term.substring(0, equals + 1) + value);
    assertEquals(400, reply.status(), reply.body());
    assertTrue(reply.problem().matches("[a-z_]+"), reply.body());
    assertTrue(reply.json().member("code").text().matches("PGRST\\d+|42703"), reply.body());
    assertEquals(
        400,
        server
            .call("DELETE", "/rest/v1/matches?" + term.substring(0, equals + 1) + value, null)
            .status());
    assertEquals(200, server.get("/rest/v1/matches/1").status(), "nothing was deleted");
  }
}
