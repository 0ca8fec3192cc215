package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields of type text, bytes and json over every route that writes or reads them. */
class ValueColumnsTest {

  private static final int MAX = 65_536;

  private static final String NOTES =
      """
      {"name":"notes","fields":[
        {"name":"id","type":"u64","generated":true},
        {"name":"title","type":"text","default":"untitled"},
        {"name":"data","type":"bytes","nullable":true},
        {"name":"doc","type":"json","nullable":true}],
       "primaryKey":["id"]}\
      """;

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    assertEquals(201, server.post("/schema/v1/tables", NOTES).status());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestServer.Reply insert(String row) {
    return server.call("POST", "/rest/v1/notes", row, "Prefer", "return=representation");
  }

  @Test
  void shouldInsertAndReadEachKind() {
    TestServer.Reply inserted =
        insert(
            "{\"title\":\"h\\u00e9llo\",\"data\":\"AQL/\",\"doc\":{ \"b\": [1, 2.50], \"a\" : null }}");
    assertEquals(201, inserted.status(), inserted.body());
    String row =
        "{\"id\":1,\"title\":\"héllo\",\"data\":\"AQL/\",\"doc\":{\"b\":[1,2.50],\"a\":null}}";
    assertEquals("[" + row + "]", inserted.body());
    assertEquals(row, server.get("/rest/v1/notes/1").body());
    assertEquals("[" + row + "]", server.get("/rest/v1/notes").body());
    assertEquals(
        "{\"doc\":{\"b\":[1,2.50],\"a\":null}}", server.get("/rest/v1/notes/1?select=doc").body());
    insert("{}");
    assertEquals(
        "{\"id\":2,\"title\":\"untitled\",\"data\":null,\"doc\":null}",
        server.get("/rest/v1/notes/2").body());
  }

  @Test
  void shouldPatchOneValueAndKeepTheTagWhenNothingChanges() {
    insert("{\"title\":\"" + "x".repeat(9000) + "\",\"data\":\"AQL/\",\"doc\":{\"$add\":1}}");
    String tag = server.get("/rest/v1/notes/1").header("ETag");
    TestServer.Reply same =
        server.call(
            "PATCH",
            "/rest/v1/notes/1",
            "{\"title\":\"" + "x".repeat(9000) + "\",\"doc\": { \"$add\" : 1 } }");
    assertEquals(204, same.status(), same.body());
    assertEquals(tag, server.get("/rest/v1/notes/1").header("ETag"));
    TestServer.Reply patched =
        server.call(
            "PATCH",
            "/rest/v1/notes/1",
            "{\"title\":\"short\"}",
            "Prefer",
            "return=representation");
    assertEquals(
        "{\"id\":1,\"title\":\"short\",\"data\":\"AQL/\",\"doc\":{\"$add\":1}}", patched.body());
    assertTrue(!tag.equals(server.get("/rest/v1/notes/1").header("ETag")));
    TestServer.Reply put =
        server.call(
            "PUT",
            "/rest/v1/notes/1",
            "{\"id\":1,\"title\":\"put\",\"data\":null}",
            "Prefer",
            "return=representation");
    assertEquals("{\"id\":1,\"title\":\"put\",\"data\":null,\"doc\":null}", put.body());
    TestServer.Reply upserted =
        server.call(
            "POST",
            "/rest/v1/notes",
            "[{\"id\":1,\"doc\":[true]},{\"id\":7,\"title\":\"new\"}]",
            "Prefer",
            "resolution=merge-duplicates,return=representation");
    assertEquals(
        "[{\"id\":1,\"title\":\"put\",\"data\":null,\"doc\":[true]},"
            + "{\"id\":7,\"title\":\"new\",\"data\":null,\"doc\":null}]",
        upserted.body());
    TestServer.Reply deleted =
        server.call("DELETE", "/rest/v1/notes/1", null, "Prefer", "return=representation");
    assertEquals("{\"id\":1,\"title\":\"put\",\"data\":null,\"doc\":[true]}", deleted.body());
  }

  @Test
  void shouldTakeTheLongestValueAndRefuseOneByteMore() {
    assertEquals(201, insert("{\"title\":\"" + "x".repeat(MAX) + "\"}").status());
    TestServer.Reply refused = insert("{\"title\":\"" + "x".repeat(MAX + 1) + "\"}");
    assertEquals(422, refused.status(), refused.body());
    assertEquals("value_too_long", refused.problem());
    assertEquals("title", refused.json().member("field").text());
    assertEquals("notes", refused.json().member("table").text());
    assertEquals(422, insert("{\"data\":\"AQ\"}").status());
    assertEquals(
        "[{\"id\":1}]", server.get("/rest/v1/notes?select=id").body(), "no trace of the refused");
  }

  @Test
  void shouldFilterByContents() {
    insert(
        "[{\"title\":\"alpha\",\"data\":\"AQL/\",\"doc\":[1]},{\"title\":\""
            + "beta ".repeat(2000)
            + "end\"},{\"title\":\"Alpine\",\"doc\":{\"a\":1}}]");
    assertEquals("[{\"id\":1}]", server.get("/rest/v1/notes?select=id&title=eq.alpha").body());
    assertEquals("[{\"id\":2}]", server.get("/rest/v1/notes?select=id&title=like.*end").body());
    assertEquals(
        "[{\"id\":1},{\"id\":3}]", server.get("/rest/v1/notes?select=id&title=ilike.alp*").body());
    assertEquals(
        "[{\"id\":1},{\"id\":2}]", server.get("/rest/v1/notes?select=id&title=gte.alpha").body());
    assertEquals(
        "[{\"id\":1},{\"id\":3}]",
        server.get("/rest/v1/notes?select=id&title=in.(alpha,Alpine,none)").body());
    assertEquals("[{\"id\":1}]", server.get("/rest/v1/notes?select=id&data=eq.AQL%2F").body());
    assertEquals(
        "[{\"id\":3}]",
        server
            .get(
                "/rest/v1/notes?select=id&doc=eq.{\"a\":1}"
                    .replace("\"", "%22")
                    .replace("{", "%7B")
                    .replace("}", "%7D"))
            .body());
    assertEquals("[{\"id\":2}]", server.get("/rest/v1/notes?select=id&doc=is.null").body());
    assertEquals(400, server.get("/rest/v1/notes?doc=gt.1").status());
    assertEquals(400, server.get("/rest/v1/notes?data=like.a*").status());
    assertEquals(400, server.get("/rest/v1/notes?order=title").status());
    assertEquals(
        "[{\"id\":1}]",
        server
            .call(
                "PATCH",
                "/rest/v1/notes?title=eq.alpha&select=id",
                "{\"title\":\"beta\"}",
                "Prefer",
                "return=representation")
            .body());
    assertEquals(204, server.call("DELETE", "/rest/v1/notes?title=like.beta*", null).status());
    assertEquals("[{\"id\":3}]", server.get("/rest/v1/notes?select=id").body());
  }

  @Test
  void shouldTravelThroughBatchesAndRpc() {
    TestServer.Reply batch =
        server.post(
            "/batch",
            "{\"operations\":["
                + "{\"op\":\"insert\",\"table\":\"notes\",\"row\":{\"title\":\"one\",\"data\":\"AQL/\",\"doc\":{\"k\":[]}}},"
                + "{\"op\":\"insert\",\"table\":\"notes\",\"row\":{\"title\":\"$0.title\",\"data\":\"$0.data\"}},"
                + "{\"op\":\"update\",\"table\":\"notes\",\"key\":\"$0.id\",\"set\":{\"title\":\"changed\"},\"where\":\"title=eq.one\"}]}");
    assertEquals(200, batch.status(), batch.body());
    assertEquals(
        "[{\"id\":1,\"title\":\"changed\",\"data\":\"AQL/\",\"doc\":{\"k\":[]}},"
            + "{\"id\":2,\"title\":\"one\",\"data\":\"AQL/\",\"doc\":null}]",
        server.get("/rest/v1/notes").body());
    TestServer.Reply got =
        server.post(
            "/rpc",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.get\",\"params\":{\"table\":\"notes\",\"key\":1}}");
    assertTrue(got.body().contains("\"doc\":{\"k\":[]}"), got.body());
  }
}
