package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowWorld;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingTest {

  private static final RunLimits LIMITS = new RunLimits(100, 1_000, 1_000, true);

  private final Store store = Store.create(StoreConfig.ofBytes(16 << 20, 1));
  private final RowWorld json = new RowWorld();
  private final RowDraft draft = new RowDraft();
  private final ResultWriter results = new ResultWriter();
  private final JsonWriter out = JsonWriters.create();
  private final TableReader table = new TableReader();
  private Reader reader;
  private long sequence;

  @BeforeEach
  void fill() {
    create(TableBuilder.table("guilds").field("id", "u32").field("name", "string(12)").key("id"));
    create(
        TableBuilder.table("players")
            .field("id", "u64")
            .field("name", "string(12)")
            .field("skill", "i32")
            .nullable("guild", "ref(guilds)")
            .nullable("mentor", "ref(players)")
            .key("id"));
    create(
        TableBuilder.table("duels")
            .field("id", "u64")
            .field("winner", "ref(players)")
            .field("loser", "ref(players)")
            .key("id"));
    insert("guilds", "{\"id\":1,\"name\":\"Owls\"}", "{\"id\":2,\"name\":\"Foxes\"}");
    insert("guilds", "{\"id\":3,\"name\":\"Empty\"}");
    insert(
        "players",
        "{\"id\":1,\"name\":\"Ann\",\"skill\":10,\"guild\":1}",
        "{\"id\":2,\"name\":\"Bob\",\"skill\":30,\"guild\":1,\"mentor\":1}",
        "{\"id\":3,\"name\":\"Cy\",\"skill\":20,\"guild\":2,\"mentor\":1}",
        "{\"id\":4,\"name\":\"Dee\",\"skill\":40}");
    insert("duels", "{\"id\":1,\"winner\":2,\"loser\":1}", "{\"id\":2,\"winner\":4,\"loser\":3}");
    store.publish(sequence, 0, 0);
    reader = store.versions().register();
    reader.pin();
  }

  private void create(TableDefinition definition) {
    store.transaction().begin(++sequence);
    store.transaction().createTable(definition);
    store.transaction().commit(ChangeSink.NONE);
  }

  private void insert(String name, String... rows) {
    store.transaction().begin(++sequence);
    TableMeta meta = store.catalog().table(name);
    for (String row : rows) {
      json.read(draft.reset(meta.layout()), row);
      store.table(meta.id()).insert(draft);
    }
    store.transaction().commit(ChangeSink.NONE);
  }

  @AfterEach
  void close() {
    reader.unpin();
    reader.close();
    store.close();
  }

  private Query compile(String name, String text) {
    TableMeta meta = store.catalog().table(name);
    return Query.compile(store.catalog(), meta.layout(), QueryText.parse(text));
  }

  private String result(String name, String text, RunLimits limits) {
    reader.unpin();
    Version version = reader.pin();
    out.reset();
    table.bind(version, store.catalog().table(name));
    results.write(compile(name, text), table, limits, true, out, () -> {});
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "players | select=name,guild(name)&id=in.(1,4) | [{\"name\":\"Ann\",\"guild\":{\"name\":\"Owls\"}},{\"name\":\"Dee\",\"guild\":null}]",
        "players | select=guilds(name)&id=eq.3 | [{\"guilds\":{\"name\":\"Foxes\"}}]",
        "players | select=g:guilds!guild(id,n:name)&id=eq.3 | [{\"g\":{\"id\":2,\"n\":\"Foxes\"}}]",
        "players | select=id,guild!inner(id)&order=id.desc | [{\"id\":3,\"guild\":{\"id\":2}},{\"id\":2,\"guild\":{\"id\":1}},{\"id\":1,\"guild\":{\"id\":1}}]",
        "players | select=id,guild!inner(id)&guild.name=eq.Foxes | [{\"id\":3,\"guild\":{\"id\":2}}]",
        "players | select=id,guild(id)&guild.name=eq.Foxes&id=lt.4&id=gt.1 | [{\"id\":2,\"guild\":null},{\"id\":3,\"guild\":{\"id\":2}}]",
        "guilds | select=name,players(name) | [{\"name\":\"Owls\",\"players\":[{\"name\":\"Ann\"},{\"name\":\"Bob\"}]},{\"name\":\"Foxes\",\"players\":[{\"name\":\"Cy\"}]},{\"name\":\"Empty\",\"players\":[]}]",
        "guilds | select=id,players(id)&players.order=skill.desc&players.limit=1&id=lt.3 | [{\"id\":1,\"players\":[{\"id\":2}]},{\"id\":2,\"players\":[{\"id\":3}]}]",
        "guilds | select=id,players(id)&players.skill=gte.20&id=eq.1 | [{\"id\":1,\"players\":[{\"id\":2}]}]",
        "guilds | select=id,players!inner(id)&players.skill=gte.25 | [{\"id\":1,\"players\":[{\"id\":2}]}]",
        "guilds | select=id,players!inner()&limit=1&offset=1 | [{\"id\":2,\"players\":[{}]}]",
        "guilds | select=id,players(count(),skill.sum()) | [{\"id\":1,\"players\":[{\"count\":2,\"sum\":40}]},{\"id\":2,\"players\":[{\"count\":1,\"sum\":20}]},{\"id\":3,\"players\":[{\"count\":0,\"sum\":null}]}]",
        "players | select=id,mentor(name,guild(name))&id=in.(1,2) | [{\"id\":1,\"mentor\":null},{\"id\":2,\"mentor\":{\"name\":\"Ann\",\"guild\":{\"name\":\"Owls\"}}}]",
        "players | select=id,players(id)&id=lt.3 | [{\"id\":1,\"players\":[{\"id\":2},{\"id\":3}]},{\"id\":2,\"players\":[]}]",
        "players | select=id,duels!winner(id)&id=in.(2,3) | [{\"id\":2,\"duels\":[{\"id\":1}]},{\"id\":3,\"duels\":[]}]",
        "players | select=id,duels!duels_loser_fkey(winner(name))&id=eq.3 | [{\"id\":3,\"duels\":[{\"winner\":{\"name\":\"Dee\"}}]}]",
        "duels | select=w:winner(name),l:loser(guild(name))&id=eq.2 | [{\"w\":{\"name\":\"Dee\"},\"l\":{\"guild\":{\"name\":\"Foxes\"}}}]",
        "guilds | select=id,players!inner(id,duels!winner!inner(id)) | [{\"id\":1,\"players\":[{\"id\":2,\"duels\":[{\"id\":1}]}]}]",
        "guilds | select=id,players(id,duels!winner(id))&players.duels.id=gt.5&id=eq.1 | [{\"id\":1,\"players\":[{\"id\":1,\"duels\":[]},{\"id\":2,\"duels\":[]}]}]",
      })
  void shouldEmbed(String name, String query, String result) {
    assertEquals(result, result(name, query, LIMITS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "guilds  | select=id,duels(id)          | PGRST200 | no_relation",
        "guilds  | select=id,nothing(id)        | PGRST200 | no_relation",
        "players | select=id,duels!nope(id)     | PGRST200 | no_relation",
        "players | select=id,guild(nope)        | 42703    | unknown_field",
        "players | select=id,guild(id)&guild.nope=eq.1 | 42703 | unknown_field",
        "players | select=id,guild(count())     | PGRST100 | not_supported",
        "players | select=guild,guild(id)       | PGRST100 | invalid_query",
        "guilds  | select=id,players(id)&players.select=id | PGRST100 | invalid_query",
      })
  void shouldRefuse(String name, String query, String code, String ownName) {
    Rejection refused = assertThrows(Rejection.class, () -> compile(name, query));
    assertEquals(code, refused.sqlState());
    assertEquals(ownName, refused.name());
  }

  @Test
  void shouldSayHowToMeanOneOfSeveralRelations() {
    Rejection refused = assertThrows(Rejection.class, () -> compile("players", "select=duels(id)"));
    assertEquals(RejectionCode.AMBIGUOUS_RELATION, refused.code());
    assertEquals(300, refused.code().httpStatus());
    assertEquals("PGRST201", refused.sqlState());
    assertEquals(
        "Try changing 'duels' to one of the following: 'duels!winner', 'duels!loser'",
        refused.hint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "players | select=id,guild(id)               | 4",
        "players | select=id,guild!inner(id)         | 3",
        "players | select=id,guild!inner(id)&guild.name=eq.Foxes | 1",
        "players | select=id,guild!inner(id)&id=lt.3&limit=1 | 2",
        "guilds  | select=id,players!inner(id)       | 2",
        "guilds  | select=id,players!inner(id,duels!winner!inner(id)) | 1",
      })
  void shouldCountOnlyRowsWithTheirInnerOnes(String name, String text, long count) {
    reader.unpin();
    table.bind(reader.pin(), store.catalog().table(name));
    assertEquals(count, results.count(compile(name, text), table, 1_000));
  }

  @Test
  void shouldCountTheWorkOfAllTables() {
    String query = "select=id,players(id)";
    result("guilds", query, LIMITS);
    long work = results.scanned();
    assertTrue(work > 6, "work " + work);
    result("guilds", query, new RunLimits(100, 1_000, work, false));
    Rejection refused =
        assertThrows(
            Rejection.class,
            () -> result("guilds", query, new RunLimits(100, 1_000, work - 1, false)));
    assertEquals(RejectionCode.WORK_BUDGET, refused.code());
  }

  @Test
  void shouldRefuseRatherThanCutAnArray() {
    RunLimits two = new RunLimits(2, 2, 1_000, false);
    String query = "select=id,players(id)&id=eq.1";
    assertEquals("[{\"id\":1,\"players\":[{\"id\":1},{\"id\":2}]}]", result("guilds", query, two));
    RunLimits one = new RunLimits(1, 1, 1_000, false);
    Rejection refused = assertThrows(Rejection.class, () -> result("guilds", query, one));
    assertEquals(RejectionCode.RESULT_TOO_LARGE, refused.code());
    assertEquals(
        "page through them with players.limit, up to 1, and players.offset", refused.hint());
    assertEquals(
        "[{\"id\":1,\"players\":[{\"id\":2}]}]",
        result("guilds", query + "&players.limit=1&players.offset=1", one));
    assertThrows(Rejection.class, () -> result("guilds", query + "&players.limit=2", one));
  }

  @Test
  void shouldNestAsDeepAsAllowed() {
    String deepest = "mentor(".repeat(QueryLimits.MAX_EMBEDDING) + "id";
    String end = ")".repeat(QueryLimits.MAX_EMBEDDING);
    compile("players", "select=" + deepest + end);
    Rejection refused =
        assertThrows(
            Rejection.class, () -> compile("players", "select=mentor(" + deepest + ")" + end));
    assertEquals("query_too_large", refused.name());
  }
}
