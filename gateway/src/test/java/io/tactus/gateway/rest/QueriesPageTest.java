package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/QUERIES.md shows is sent to a server with the tables it speaks of: it must be taken.
 */
class QueriesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "QUERIES.md");
  private static final String PLAYERS = "/rest/v1/players";

  @TempDir private static Path folder;
  private static TestServer server;
  private static String page;

  @BeforeAll
  static void start() throws IOException {
    page = Files.readString(PAGE);
    server = TestServer.start(folder);
    created("types", "{\"name\":\"Region\",\"enum\":[\"eu\",\"us\"]}");
    String axes =
        "[{\"name\":\"x\",\"type\":\"f32\"},{\"name\":\"y\",\"type\":\"f32\"},"
            + "{\"name\":\"z\",\"type\":\"f32\"}]";
    created("types", "{\"name\":\"Vec3\",\"fields\":" + axes + "}");
    created(
        "tables",
        """
        {"name":"guilds","fields":[
          {"name":"id","type":"u64","generated":true},
          {"name":"name","type":"string(32)"}],
         "primaryKey":["id"]}\
        """);
    created(
        "tables",
        """
        {"name":"players","fields":[
          {"name":"id","type":"u64","generated":true},
          {"name":"name","type":"string(32)"},
          {"name":"email","type":"string(64)","nullable":true},
          {"name":"skill","type":"f64","default":1500},
          {"name":"team","type":"u32","default":1},
          {"name":"region","type":"Region","default":"eu"},
          {"name":"position","type":"Vec3","default":{"x":0,"y":0,"z":0}},
          {"name":"guild","type":"ref(guilds)","nullable":true}],
         "primaryKey":["id"],
         "indexes":[
           {"name":"by_skill","fields":["skill"],"kind":"ordered"},
           {"name":"by_email","fields":["email"],"kind":"hash","unique":true}]}\
        """);
    assertEquals(201, server.post("/rest/v1/guilds", "{\"name\":\"ravens\"}").status());
    assertEquals(201, server.post(PLAYERS, "[{\"name\":\"ada\",\"guild\":1}]").status());
  }

  private static void created(String what, String document) {
    Reply reply = server.post("/schema/v1/" + what, document);
    assertEquals(201, reply.status(), reply.body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldTakeEveryOperatorItLists() {
    List<String> lists = all("(eq neq gt [a-z ]*imatch), not\\.", page);
    assertEquals(1, lists.size());
    for (String operator : lists.getFirst().split(" ", -1)) {
      String operand =
          switch (operator) {
            case "in" -> "(ada,bob)";
            case "is" -> "null";
            default -> "ada";
          };
      taken(PLAYERS + "?name=" + operator + "." + operand);
      taken(PLAYERS + "?name=not." + operator + "." + operand);
      taken(PLAYERS + "?or=" + encoded("(name." + operator + "." + operand + ",id.eq.7)"));
    }
    for (String is : all("is\\.(null|not_null|true|false|unknown)", page)) {
      String field = is.contains("null") ? "email" : "name";
      int status = is.contains("null") ? 200 : 400; // of a string nobody asks whether it is true
      assertEquals(status, server.get(PLAYERS + "?" + field + "=is." + is).status(), is);
    }
  }

  @Test
  void shouldEmbedAsItSays() {
    taken(PLAYERS + "?select=name,guild(name)");
    taken(PLAYERS + "?select=name,guilds(name)");
    taken("/rest/v1/guilds?select=name,players(name)");
    for (String embedding : all("`(players![a-z_]+\\([a-z]+\\))`", page)) {
      taken("/rest/v1/guilds?select=name," + encoded(embedding));
    }
    for (String embedding : all("`((?:g:)?guild(?:!inner)?\\(name\\))`", page)) {
      taken(PLAYERS + "?select=id," + encoded(embedding));
    }
    for (String more : all("`(players\\.[a-z]+=[^`]*)`", page)) {
      taken("/rest/v1/guilds?select=name,players(name,skill)&" + more);
    }
  }

  @Test
  void shouldApplyEveryPreferenceItLists() {
    List<String> rows =
        all("(?m)^\\| (`(?:return|count|resolution|missing|max-affected|tx)=.*)$", page);
    assertEquals(6, rows.size(), rows.toString());
    int sent = 0;
    for (String preference :
        List.of(
            "return=minimal",
            "return=headers-only",
            "return=representation",
            "resolution=merge-duplicates",
            "resolution=ignore-duplicates",
            "missing=default",
            "tx=rollback")) {
      String value = preference.substring(preference.indexOf('=') + 1);
      assertTrue(rows.stream().anyMatch(row -> row.contains(value)), preference);
      String body = "{\"name\":\"p" + sent++ + "\"}";
      Reply reply =
          server.post(PLAYERS + "?columns=name", body, "Prefer", "handling=strict, " + preference);
      assertTrue(reply.status() < 300, preference + ": " + reply.body());
      String applied = reply.header("Preference-Applied");
      assertTrue(applied != null && applied.contains(preference), preference + ": " + applied);
    }
  }

  @Test
  void shouldCountAsItSays() {
    List<String> functions = all("`(field\\.(?:count|sum|avg|min|max)\\(\\)|count\\(\\))`", page);
    assertTrue(functions.size() >= 6, functions.toString());
    for (String function : functions) {
      taken(PLAYERS + "?select=team," + function.replace("field", "skill") + "&order=team");
    }
  }

  @Test
  void shouldExplainAsItSays() {
    List<String> types = all("(application/vnd\\.pgrst\\.plan\\+json)", page);
    assertTrue(!types.isEmpty());
    Reply plan =
        server.get(PLAYERS + "?skill=gte.1400&order=skill.desc", "Accept", types.getFirst());
    assertEquals(200, plan.status(), plan.body());
    assertTrue(plan.body().contains("skill"), plan.body());
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(QueriesPageTest::one).toList();
  }

  private static String one(MatchResult found) {
    return found.group(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void taken(String path) {
    Reply reply = server.get(path);
    assertTrue(reply.status() == 200 || reply.status() == 206, path + ": " + reply.body());
  }
}
