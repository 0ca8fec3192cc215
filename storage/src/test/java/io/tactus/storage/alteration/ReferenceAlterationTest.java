package io.tactus.storage.alteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange.DropField;
import io.tactus.storage.alteration.SchemaChange.DropIndex;
import io.tactus.storage.alteration.SchemaChange.DropTable;
import io.tactus.storage.alteration.SchemaChange.RenameTable;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryText;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of references, of what they refer to, and of declared types. */
class ReferenceAlterationTest {
  private final AlteredStore world = new AlteredStore();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldCheckReferencesThatWerePlainValues() {
    world.createPlayers();
    world.create(
        """
        {"name":"items","fields":[{"name":"id","type":"u64"},
          {"name":"owner","type":"u64","nullable":true}],"primaryKey":["id"]}""");
    world.insert("items", "{\"id\":1,\"owner\":3}");
    world.insert("items", "{\"id\":2,\"owner\":2}");
    String reference = "{\"type\":\"ref(players)\",\"onDelete\":\"setNull\"}";
    Rejection refused =
        assertThrows(Rejection.class, () -> world.alter("items", "owner", reference));
    assertEquals(RejectionCode.REFERENCE, refused.code(), refused.getMessage());
    assertEquals("the row is (id)=(2)", refused.hint());
    world.delete("items", 2);
    int area = world.store.catalog().table("items").rowsArea();
    world.alter("items", "owner", reference);
    assertEquals(area, world.store.catalog().table("items").rowsArea(), "the same bytes");

    assertEquals(
        "in_use",
        assertThrows(Rejection.class, () -> world.change(new DropTable("players"))).name());
    assertEquals(
        "in_use",
        assertThrows(Rejection.class, () -> world.alter("players", "id", "{\"type\":\"i64\"}"))
            .name());
    world.change(new RenameTable("players", "heroes"));
    assertEquals(
        "ref(heroes)",
        world.store.catalog().schema().table("items").field("owner").type().toString());
    world.addField("heroes", "{\"name\":\"level\",\"type\":\"u8\",\"default\":1}");
    world.delete("heroes", 3);
    assertEquals(List.of("{\"id\":1,\"owner\":null}"), world.rows("items"));
    world.alter("items", "owner", "{\"type\":\"u64\",\"onDelete\":null}");
    world.change(new DropTable("heroes"));
  }

  @Test
  void shouldFollowRenamedKeyFieldsThroughReferences() {
    world.create(
        """
        {"name":"realms","fields":[{"name":"shard","type":"u16"},{"name":"id","type":"u32"}],
         "primaryKey":["shard","id"]}""");
    world.create(
        """
        {"name":"guilds","fields":[{"name":"realm","type":"ref(realms)"},{"name":"id","type":"u32"}],
         "primaryKey":["realm","id"],
         "indexes":[{"name":"by_shard","fields":["realm.shard"],"kind":"ordered"}]}""");
    world.create(
        """
        {"name":"players","fields":[{"name":"id","type":"u64"},
          {"name":"guild","type":"ref(guilds)","nullable":true}],"primaryKey":["id"],
         "indexes":[{"name":"by_place","fields":["guild.realm.shard","id"],"kind":"ordered"}]}""");
    world.insert("realms", "{\"shard\":7,\"id\":1}");
    world.insert("guilds", "{\"realm\":[7,1],\"id\":2}");
    world.insert("players", "{\"id\":3,\"guild\":[7,1,2]}");
    world.alter("realms", "shard", "{\"name\":\"zone\"}");
    assertEquals(
        List.of("realm.zone"),
        world.store.catalog().schema().table("guilds").indexes().get(0).fields());
    assertEquals(
        List.of("guild.realm.zone", "id"),
        world.store.catalog().schema().table("players").indexes().get(0).fields());
    assertEquals(List.of("{\"id\":3,\"guild\":[7,1,2]}"), world.rows("players"));
    world.alter("guilds", "realm", "{\"name\":\"home\"}");
    assertEquals(
        List.of("guild.home.zone", "id"),
        world.store.catalog().schema().table("players").indexes().get(0).fields());
  }

  @Test
  void shouldTellAnIndexCalledRefFromTheIndexOfAReference() {
    world.create(
        """
        {"name":"g","fields":[{"name":"id","type":"u8"}],"primaryKey":["id"]}""");
    world.create(
        """
        {"name":"p","fields":[{"name":"id","type":"u8"},{"name":"g","type":"ref(g)"}],
         "primaryKey":["id"]}""");
    world.insert("g", "{\"id\":1}");
    world.insert("p", "{\"id\":1,\"g\":1}");
    world.addIndex("p", "{\"name\":\"ref\",\"fields\":[\"g\"]}");
    world.insert("p", "{\"id\":2,\"g\":1}");
    world.change(new DropIndex("p", "ref"));
    assertEquals(2, world.rows("p").size());
  }

  /** The field's name does not tell which of the two is meant, so the hint must offer more. */
  @Test
  void shouldSayHowToMeanOneOfTwoReferencesOfTheSameName() {
    world.create(
        """
        {"name":"a","fields":[{"name":"id","type":"u8"}],"primaryKey":["id"]}""");
    world.create(
        """
        {"name":"b","fields":[{"name":"id","type":"u8"},{"name":"other","type":"ref(a)"}],
         "primaryKey":["id"]}""");
    world.addField("a", "{\"name\":\"other\",\"type\":\"ref(b)\",\"nullable\":true}");
    Rejection refused = assertThrows(Rejection.class, () -> compile("select=id,b!other(id)"));
    assertEquals(RejectionCode.AMBIGUOUS_RELATION, refused.code());
    assertEquals(
        "Try changing 'b' to one of the following: 'b!a_other_fkey', 'b!b_other_fkey'",
        refused.hint());
    compile("select=id,b!a_other_fkey(id)");
    compile("select=id,b!b_other_fkey(id)");
  }

  private void compile(String query) {
    Catalog catalog = world.store.catalog();
    Query.compile(catalog, catalog.table("a").layout(), QueryText.parse(query));
  }

  @Test
  void shouldDeclareTypesAndAppendToEnums() {
    world.createPlayers();
    world.change(
        "{\"change\":\"createType\",\"type\":{\"name\":\"Region\",\"enum\":[\"eu\",\"us\"]}}");
    world.change(
        "{\"change\":\"createType\",\"type\":{\"name\":\"Vec2\",\"fields\":["
            + "{\"name\":\"x\",\"type\":\"f32\"},{\"name\":\"y\",\"type\":\"f32\"}]}}");
    world.addField("players", "{\"name\":\"region\",\"type\":\"Region\",\"default\":\"us\"}");
    world.addField("players", "{\"name\":\"at\",\"type\":\"Vec2\",\"default\":{\"x\":1,\"y\":2}}");
    assertTrue(
        world.rows("players").get(0).endsWith("\"region\":\"us\",\"at\":{\"x\":1,\"y\":2}}"),
        world.rows("players")::toString);
    assertEquals(
        "in_use",
        assertThrows(
                Rejection.class, () -> world.change("{\"change\":\"dropType\",\"type\":\"Vec2\"}"))
            .name());

    StringBuilder names = new StringBuilder("\"asia\"");
    for (int i = 0; i < 300; i++) {
      names.append(",\"r").append(i).append('"');
    }
    world.change("{\"change\":\"extendEnum\",\"type\":\"Region\",\"values\":[" + names + "]}");
    world.insert("players", "{\"name\":\"dan\",\"region\":\"r299\",\"at\":{\"x\":0,\"y\":0}}");
    assertTrue(world.rows("players").get(0).contains("\"region\":\"us\""));
    assertTrue(world.rows("players").get(1).contains("\"region\":\"r299\""));
    assertTrue(world.declare(world.schema(), false).isEmpty());
    Rejection fewer =
        assertThrows(
            Rejection.class, () -> world.declare(world.schema().replace("[\"eu\",", "["), true));
    assertEquals("in_use", fewer.name());
    world.alter("players", "region", "{\"type\":\"string(8)\",\"default\":null}");
    world.change(new DropField("players", "at"));
    world.change("{\"change\":\"dropType\",\"type\":\"Vec2\"}");
    world.change("{\"change\":\"dropType\",\"type\":\"Region\"}");
    assertTrue(world.rows("players").get(1).contains("\"region\":\"r299\""));
    try (AlteredStore loaded = world.reloaded()) {
      assertEquals(world.schema(), loaded.schema());
    }
  }
}
