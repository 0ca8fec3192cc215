package io.tactus.storage.alteration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange.AddField;
import io.tactus.storage.alteration.SchemaChange.AddIndex;
import io.tactus.storage.alteration.SchemaChange.AlterField;
import io.tactus.storage.alteration.SchemaChange.CreateTable;
import io.tactus.storage.alteration.SchemaChange.CreateType;
import io.tactus.storage.alteration.SchemaChange.DeclareSchema;
import io.tactus.storage.alteration.SchemaChange.DropField;
import io.tactus.storage.alteration.SchemaChange.DropIndex;
import io.tactus.storage.alteration.SchemaChange.DropTable;
import io.tactus.storage.alteration.SchemaChange.DropType;
import io.tactus.storage.alteration.SchemaChange.ExtendEnum;
import io.tactus.storage.alteration.SchemaChange.RenameTable;
import io.tactus.storage.alteration.SchemaStep.Work;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaPlannerTest {
  private static final String PLAYERS =
      """
      {"name":"players","fields":[
        {"name":"id","type":"u64","generated":true},
        {"name":"name","type":"string(16)"},
        {"name":"gold","type":"i64","default":5,"min":0},
        {"name":"skill","type":"f64","nullable":true}],
       "primaryKey":["id"],
       "indexes":[{"name":"by_name","fields":["name"],"unique":true}]}""";
  private static final Schema SCHEMA = schema(PLAYERS);

  @Test
  void shouldReadBackWhatItPrints() {
    List<SchemaChange> changes =
        List.of(
            new CreateTable(node(PLAYERS)),
            new DropTable("a"),
            new RenameTable("a", "b"),
            new AddField("a", node("{\"name\":\"ü\\n\"}")),
            new DropField("a", "f"),
            new AlterField("a", "f", node("{\"default\":null,\"min\":-1.50}"), true),
            new AlterField("a", "f", node("{}"), false),
            new AddIndex("a", node("{\"fields\":[\"x\"]}")),
            new DropIndex("a", "i"),
            new CreateType(node("{\"name\":\"Vec3\"}")),
            new DropType("Vec3"),
            new ExtendEnum("Region", List.of("asia", "us")),
            new DeclareSchema(node("{\"tables\":[]}"), true));
    for (SchemaChange change : changes) {
      byte[] json = SchemaChangeJson.print(change);
      assertEquals(change, SchemaChangeJson.parse(json, 0, json.length));
    }
  }

  @Test
  void shouldRefuseWhatIsNoChange() {
    for (String json :
        List.of(
            "{}",
            "[]",
            "{\"change\":\"evolve\"}",
            "{\"change\":5}",
            "{\"change\":\"dropTable\"}",
            "{\"change\":\"extendEnum\",\"type\":\"R\",\"values\":[5]}")) {
      Rejection refused = assertThrows(Rejection.class, () -> parse(json), json);
      assertEquals(RejectionCode.MALFORMED, refused.code(), json);
    }
  }

  @Test
  void shouldGiveANewFieldAnIdThatNoneHadBefore() {
    Schema without = after(SCHEMA, new DropField("players", "skill"));
    Schema again = after(without, add("{\"name\":\"skill\",\"type\":\"f64\",\"nullable\":true}"));

    assertEquals(4, SCHEMA.table("players").field("skill").id());
    assertEquals(5, again.table("players").field("skill").id());
    assertEquals(6, again.table("players").nextFieldId());
  }

  @Test
  void shouldKeepIdsThroughRenames() {
    Schema renamed = after(SCHEMA, alter("name", "{\"name\":\"nick\"}"));
    renamed = after(renamed, new RenameTable("players", "heroes"));

    TableDefinition heroes = renamed.table("heroes");
    assertEquals(SCHEMA.table("players").id(), heroes.id());
    assertEquals(2, heroes.field("nick").id());
    assertEquals(List.of("nick"), heroes.index("by_name").fields());
  }

  @Test
  void shouldFindNothingToDoForTheSchemaThatIs() {
    assertTrue(plan(SCHEMA, declare(SCHEMA)).isEmpty());
    assertEquals("  nothing to do\n", plan(SCHEMA, declare(SCHEMA)).text());
    Schema renamed = after(SCHEMA, alter("name", "{\"name\":\"nick\"}"));
    assertTrue(plan(renamed, declare(renamed)).isEmpty());
    assertTrue(plan(SCHEMA, alter("gold", "{}")).isEmpty());
  }

  @Test
  void shouldSayWhatADeclaredSchemaChanges() {
    String wanted =
        """
        {"tables":[{"name":"heroes","renamedFrom":"players","fields":[
          {"name":"id","type":"u64","generated":true},
          {"name":"nick","renamedFrom":"name","type":"string(16)"},
          {"name":"gold","type":"i64","min":1},
          {"name":"level","type":"u8","default":1}],
         "primaryKey":["id"],
         "indexes":[{"name":"by_name","fields":["nick"],"unique":true}]}]}""";

    SchemaPlan plan = SchemaPlanner.preview(SCHEMA, new DeclareSchema(node(wanted), false));

    assertEquals(
        """
          rename table players to heroes
        ! drop field heroes.skill (f64) with its values
          rename field heroes.name to nick
          make heroes.gold without default; other bounds, refused if a row lies outside
          add field heroes.level (u8), rows get the default
        """,
        plan.text());
    assertTrue(plan.losesData());
    TableDefinition heroes = plan.result().table("heroes");
    assertEquals(1, heroes.id());
    assertEquals(2, heroes.field("nick").id());
    assertEquals(5, heroes.field("level").id());

    Rejection refused =
        assertThrows(
            Rejection.class,
            () -> SchemaPlanner.plan(SCHEMA, new DeclareSchema(node(wanted), false)));
    assertEquals("data_loss", refused.name());
    assertEquals("drop field heroes.skill (f64) with its values", refused.detail());
    Schema done = after(SCHEMA, new DeclareSchema(node(wanted), true));
    assertTrue(
        SchemaPlanner.plan(done, new DeclareSchema(node(wanted), false)).isEmpty(),
        "renamedFrom means nothing once it is done");
  }

  @Test
  void shouldLetNamesBeSwapped() {
    Schema swapped =
        after(
            SCHEMA,
            new DeclareSchema(
                node(
                    "{\"tables\":["
                        + PLAYERS
                            .replace(
                                "{\"name\":\"gold\",",
                                "{\"name\":\"skill\",\"renamedFrom\":\"gold\",")
                            .replace(
                                "{\"name\":\"skill\",\"type\":\"f64\"",
                                "{\"name\":\"gold\",\"renamedFrom\":\"skill\",\"type\":\"f64\"")
                        + "]}"),
                false));

    assertEquals(3, swapped.table("players").field("skill").id());
    assertEquals(4, swapped.table("players").field("gold").id());
  }

  @Test
  void shouldTellWhichRenameItCannotBelieve() {
    String both =
        """
        {"name":"players","fields":[
          {"name":"id","type":"u64","generated":true},
          {"name":"gold","renamedFrom":"skill","type":"f64","nullable":true},
          {"name":"name","type":"string(16)"}],
         "primaryKey":["id"]}""";
    Rejection refused =
        assertThrows(
            Rejection.class, () -> plan(SCHEMA, declare(both)), "skill and gold are there");
    assertEquals("renamedFrom: field gold is there already, and so is skill", refused.getMessage());
  }

  @Test
  void shouldRebuildAnIndexThatIsDeclaredOtherwise() {
    SchemaPlan plan =
        plan(SCHEMA, declare(PLAYERS.replace("\"fields\":[\"name\"]", "\"fields\":[\"gold\"]")));

    assertEquals(
        """
          drop index by_name of players (name)
          build index by_name of players (gold)
        """,
        plan.text());
    assertFalse(plan.losesData());
  }

  @Test
  void shouldKnowWhichConversionsLose() {
    assertEquals(Conversion.KEEPS, conversion("u32", "i64"));
    assertEquals(Conversion.KEEPS, conversion("u32", "u64"));
    assertEquals(Conversion.CHECKED, conversion("i64", "u64"));
    assertEquals(Conversion.CHECKED, conversion("u64", "i64"));
    assertEquals(Conversion.CHECKED, conversion("i32", "i8"));
    assertEquals(Conversion.KEEPS, conversion("i32", "f64"));
    assertEquals(Conversion.MAY_LOSE, conversion("i64", "f64"));
    assertEquals(Conversion.MAY_LOSE, conversion("i32", "f32"));
    assertEquals(Conversion.KEEPS, conversion("u16", "f32"));
    assertEquals(Conversion.MAY_LOSE, conversion("f64", "f32"));
    assertEquals(Conversion.MAY_LOSE, conversion("f64", "i32"));
    assertEquals(Conversion.KEEPS, conversion("f32", "f64"));
    assertEquals(Conversion.KEEPS, conversion("bool", "u8"));
    assertEquals(Conversion.CHECKED, conversion("u8", "bool"));
    assertEquals(Conversion.CHECKED, conversion("i64", "timestamp"));
    assertEquals(Conversion.KEEPS, conversion("timestamp", "i64"));
    assertEquals(Conversion.NONE, conversion("timestamp", "duration"));
    assertEquals(Conversion.NONE, conversion("timestamp", "f64"));
    assertEquals(Conversion.NONE, conversion("bool", "f64"));
    assertEquals(Conversion.NONE, conversion("uuid", "u64"));
    assertEquals(Conversion.KEEPS, conversion("string(8)", "string(9)"));
    assertEquals(Conversion.MAY_LOSE, conversion("string(8)", "string(7)"));
    assertEquals(Conversion.CHECKED, conversion("string(36)", "uuid"));
    assertEquals(Conversion.CHECKED, conversion("i8", "string(4)"));
  }

  @Test
  void shouldRefuseWhatContradictsTheSchema() {
    assertRefused("undefined_table", new DropTable("nobody"));
    assertRefused("undefined_field", new DropField("players", "nothing"));
    assertRefused("undefined_index", new DropIndex("players", "nothing"));
    assertRefused("duplicate_table", new CreateTable(node(PLAYERS)));
    assertRefused("duplicate_field", add("{\"name\":\"gold\",\"type\":\"u8\"}"));
    assertRefused("duplicate_field", alter("gold", "{\"name\":\"name\"}"));
    assertRefused("in_use", new DropField("players", "id"));
    assertRefused("in_use", new DropField("players", "name"));
    assertRefused("schema_invalid", alter("skill", "{\"type\":\"uuid\"}"));
    assertRefused("schema_invalid", alter("gold", "{\"type\":\"string(4)\"}"));
    assertRefused("schema_invalid", alter("gold", "{\"colour\":\"red\"}"));
    assertRefused("schema_invalid", alter("gold", "[]"));
    assertRefused("schema_invalid", new RenameTable("players", "_players"));
  }

  @Test
  void shouldSayWhatWorkAReferenceMakes() {
    try (AlteredStore world = new AlteredStore()) {
      for (String table : List.of("guilds", "clans")) {
        world.create(
            """
            {"name":"%s","fields":[{"name":"id","type":"i64"}],"primaryKey":["id"]}"""
                .formatted(table));
      }
      world.create(
          """
          {"name":"players","fields":[{"name":"id","type":"u64"},{"name":"guild","type":"i64"},
            {"name":"home","type":"i32"}],"primaryKey":["id"]}""");
      Schema plain = world.store.catalog().schema();
      SchemaChange refer = alter("guild", "{\"type\":\"ref(guilds)\"}");
      assertEquals(List.of(Work.INDEX), works(plain, refer), "the reference's index is built");
      SchemaChange wider = alter("home", "{\"type\":\"ref(guilds)\"}");
      assertEquals(List.of(Work.REWRITE), works(plain, wider), "the key has more bytes");
      world.change(refer);
      Schema referring = world.store.catalog().schema();
      SchemaChange elsewhere = alter("guild", "{\"type\":\"ref(clans)\"}");
      assertEquals(List.of(Work.CHECK), works(referring, elsewhere), "references are looked up");
      SchemaChange back = alter("guild", "{\"type\":\"i64\"}");
      assertEquals(List.of(Work.CATALOG), works(referring, back), "an index goes");
      SchemaChange bounded = alter("guild", "{\"type\":\"i64\",\"min\":0}");
      assertEquals(List.of(Work.CHECK), works(referring, bounded), "rows may lie outside");
    }
  }

  /** As where a float is indexed: the reference has an index. */
  @Test
  void shouldSayThatRowsAreWrittenWhereAFloatRefers() {
    try (AlteredStore world = new AlteredStore()) {
      world.create(
          """
          {"name":"spots","fields":[{"name":"at","type":"f64"}],"primaryKey":["at"]}""");
      world.create(
          """
          {"name":"players","fields":[{"name":"id","type":"u64"},{"name":"at","type":"f64"}],
            "primaryKey":["id"]}""");
      int rows = world.store.table("players").meta().rowsArea();
      SchemaChange refer = alter("at", "{\"type\":\"ref(spots)\"}");
      assertEquals(List.of(Work.REWRITE), works(world.store.catalog().schema(), refer));
      world.change(refer);
      assertNotEquals(rows, world.store.table("players").meta().rowsArea());
    }
  }

  /** Indexes find by bytes: -0.0 becomes 0.0 in every row. */
  @Test
  void shouldSayThatRowsAreWrittenWhereAFloatIsIndexed() {
    String onSkill = "{\"name\":\"by_skill\",\"fields\":[\"skill\"],\"kind\":\"ordered\"}";
    String onGold = onSkill.replace("skill", "gold");
    assertEquals(List.of(Work.REWRITE), works(SCHEMA, new AddIndex("players", node(onSkill))));
    Schema indexed = after(SCHEMA, new AddIndex("players", node(onSkill)));
    String again = onSkill.replace("by_skill", "again");
    assertEquals(List.of(Work.INDEX), works(indexed, new AddIndex("players", node(again))));
    assertEquals(List.of(Work.INDEX), works(SCHEMA, new AddIndex("players", node(onGold))));
  }

  private static List<Work> works(Schema schema, SchemaChange change) {
    return plan(schema, change).steps().stream().map(SchemaStep::work).toList();
  }

  @Test
  void shouldShowThePlanAsJson() {
    byte[] json = plan(SCHEMA, new DropField("players", "skill")).json();

    assertArrayEquals(
        ("{\"losesData\":true,\"steps\":[{\"action\":\"dropField\",\"table\":\"players\","
                + "\"name\":\"skill\",\"text\":\"drop field players.skill (f64) with its values\","
                + "\"losesData\":true,\"work\":\"rewrite\"}]}")
            .getBytes(StandardCharsets.UTF_8),
        json);
  }

  private static void assertRefused(String name, SchemaChange change) {
    Rejection refused =
        assertThrows(Rejection.class, () -> plan(SCHEMA, change), change.toString());
    assertEquals(name, refused.name(), refused.getMessage());
  }

  private static Conversion conversion(String from, String to) {
    return Conversion.of(
        io.tactus.storage.schema.FieldType.parse(from),
        io.tactus.storage.schema.FieldType.parse(to));
  }

  private static SchemaPlan plan(Schema schema, SchemaChange change) {
    return SchemaPlanner.plan(schema, change);
  }

  private static Schema after(Schema schema, SchemaChange change) {
    return plan(schema, change).result();
  }

  private static AddField add(String field) {
    return new AddField("players", node(field));
  }

  private static AlterField alter(String field, String changes) {
    return new AlterField("players", field, node(changes), false);
  }

  private static DeclareSchema declare(Schema schema) {
    byte[] json = SchemaJson.printSchema(schema);
    return new DeclareSchema(JsonNode.parse(json, 0, json.length), false);
  }

  private static DeclareSchema declare(String table) {
    return new DeclareSchema(node("{\"tables\":[" + table + "]}"), false);
  }

  private static SchemaChange parse(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return SchemaChangeJson.parse(utf8, 0, utf8.length);
  }

  private static JsonNode node(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return JsonNode.parse(utf8, 0, utf8.length);
  }

  private static Schema schema(String... tables) {
    List<TableDefinition> all = new ArrayList<>();
    for (String table : tables) {
      all.add(SchemaJson.readTable(node(table), "").withIds(all.size() + 1));
    }
    return new Schema(1, all);
  }
}
