package io.tactus.storage.alteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange.DropField;
import io.tactus.storage.alteration.SchemaChange.DropIndex;
import io.tactus.storage.alteration.SchemaChange.DropTable;
import io.tactus.storage.alteration.SchemaChange.RenameTable;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.TableMeta;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of tables with rows; every store is audited after every change. */
class SchemaAlterationTest {
  private final AlteredStore world = new AlteredStore();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldFillNewFields() {
    world.createPlayers();
    world.addField("players", "{\"name\":\"level\",\"type\":\"u8\",\"default\":1}");
    world.addField("players", "{\"name\":\"note\",\"type\":\"string(8)\",\"nullable\":true}");

    assertEquals(
        List.of(
            "{\"id\":1,\"name\":\"ada\",\"gold\":7,\"skill\":1.5,\"level\":1,\"note\":null}",
            "{\"id\":3,\"name\":\"cy\",\"gold\":9,\"skill\":null,\"level\":1,\"note\":null}"),
        world.rows("players"));
    assertEquals(List.of(), world.rowChanges, "who follows rows is not told of each one");
    world.insert("players", "{\"name\":\"dan\",\"level\":2}");
    assertEquals(3, world.rows("players").size());
  }

  @Test
  void shouldSayWhatToDoAboutARequiredField() {
    world.createPlayers();
    String level = "{\"name\":\"level\",\"type\":\"u8\"}";
    Rejection refused = assertThrows(Rejection.class, () -> world.addField("players", level));
    assertEquals(RejectionCode.NOT_NULL, refused.code());
    assertEquals("give it a default, or make it nullable", refused.hint());
    assertEquals("level", refused.field());

    world.create(AlteredStore.PLAYERS.replace("players", "empty"));
    world.addField("empty", level);
    assertTrue(world.schema().contains("level"));
  }

  @Test
  void shouldKeepSlotsSequencesAndTheFreeList() {
    world.createPlayers();
    TableMeta before = world.store.catalog().table("players");
    long sequence = RowLayout.sequence(world.store.table("players").rowAddress(3));

    world.addField("players", "{\"name\":\"note\",\"type\":\"string(500)\",\"default\":\"x\"}");

    TableMeta after = world.store.catalog().table("players");
    assertNotEquals(before.rowsArea(), after.rowsArea());
    assertEquals(before.primary().area(), after.primary().area(), "entries name slots");
    assertEquals(before.indexes().get(1).area(), after.indexes().get(1).area());
    assertEquals(sequence, RowLayout.sequence(world.store.table("players").rowAddress(3)));
    world.insert("players", "{\"name\":\"dan\"}");
    assertTrue(
        RowLayout.sequence(world.store.table("players").rowAddress(2)) > sequence,
        "the freed slot is used again");
  }

  @Test
  void shouldDropAFieldAndNeverReuseItsId() {
    world.createPlayers();
    world.change(new DropField("players", "gold"));
    assertEquals(
        List.of(
            "{\"id\":1,\"name\":\"ada\",\"skill\":1.5}",
            "{\"id\":3,\"name\":\"cy\",\"skill\":null}"),
        world.rows("players"));
    world.addField("players", "{\"name\":\"gold\",\"type\":\"i64\",\"default\":0}");
    assertEquals(5, world.store.catalog().schema().table("players").field("gold").id());
    try (AlteredStore loaded = world.reloaded()) {
      loaded.change(new DropField("players", "gold"));
      loaded.addField("players", "{\"name\":\"gold\",\"type\":\"i64\",\"default\":0}");
      assertEquals(6, loaded.store.catalog().schema().table("players").field("gold").id());
    }
  }

  @Test
  void shouldRenameWithoutTouchingRows() {
    world.createPlayers();
    TableMeta before = world.store.catalog().table("players");
    List<String> rows = world.rows("players");

    world.alter("players", "name", "{\"name\":\"nick\"}");
    world.change(new RenameTable("players", "heroes"));

    TableMeta after = world.store.catalog().table("heroes");
    assertEquals(before.id(), after.id());
    assertEquals(before.rowsArea(), after.rowsArea());
    assertEquals(
        rows.stream().map(row -> row.replace("\"name\"", "\"nick\"")).toList(),
        world.rows("heroes"));
    Rejection refused =
        assertThrows(Rejection.class, () -> world.insert("heroes", "{\"nick\":\"ada\"}"));
    assertEquals(RejectionCode.UNIQUE, refused.code(), "the index goes on under the new name");
    assertEquals("heroes", refused.table());
  }

  @Test
  void shouldTellWhichRowDoesNotFit() {
    world.createPlayers();
    world.insert("players", "{\"name\":\"rich\",\"gold\":300}");
    Rejection refused =
        assertThrows(Rejection.class, () -> world.alter("players", "gold", "{\"type\":\"u8\"}"));
    assertEquals("value_out_of_range", refused.name());
    assertEquals("players", refused.table());
    assertEquals("gold", refused.field());
    assertEquals("The row with the key (id)=(4) does not allow it.", refused.detail());

    refused = assertThrows(Rejection.class, () -> world.alter("players", "gold", "{\"max\":299}"));
    assertEquals(RejectionCode.CHECK, refused.code());
    assertEquals("The row with the key (id)=(4) does not allow it.", refused.detail());
    world.alter("players", "gold", "{\"max\":300,\"type\":\"u16\"}");
    assertThrows(Rejection.class, () -> world.insert("players", "{\"name\":\"x\",\"gold\":301}"));

    refused =
        assertThrows(
            Rejection.class, () -> world.alter("players", "skill", "{\"nullable\":false}"));
    assertEquals(RejectionCode.NOT_NULL, refused.code());
    assertEquals("The row with the key (id)=(4) does not allow it.", refused.detail());
  }

  @Test
  void shouldMakeNullableAndBack() {
    world.createPlayers();
    world.alter("players", "gold", "{\"nullable\":true}");
    world.alter("players", "name", "{\"nullable\":true}");
    List<String> rows = world.rows("players");
    world.alter("players", "gold", "{\"nullable\":false}");
    world.alter("players", "name", "{\"nullable\":false}");
    assertEquals(rows, world.rows("players"));
  }

  @Test
  void shouldBuildIndexesAndNameBothRowsThatCollide() {
    world.createPlayers();
    world.insert("players", "{\"name\":\"dan\",\"gold\":7}");
    String unique = "{\"name\":\"by_gold\",\"fields\":[\"gold\"],\"unique\":true}";
    Rejection refused = assertThrows(Rejection.class, () -> world.addIndex("players", unique));
    assertEquals(RejectionCode.UNIQUE, refused.code());
    assertEquals("Both rows (id)=(1) and (id)=(4) have (gold)=(7).", refused.detail());

    world.addIndex("players", unique.replace("[\"gold\"]", "[\"gold\",\"name\"]"));
    Rejection second = assertThrows(Rejection.class, () -> world.addIndex("players", unique));
    assertEquals("duplicate_index", second.name());
    world.change(new DropIndex("players", "by_name"));
    world.insert("players", "{\"name\":\"ada\"}");
    assertThrows(Rejection.class, () -> world.insert("players", "{\"name\":\"ada\",\"gold\":5}"));
  }

  @Test
  void shouldMakeOneZeroOfTwoWhenAFieldIsIndexed() {
    world.createPlayers();
    world.insert("players", "{\"name\":\"zero\",\"skill\":-0.0}");
    world.insert("players", "{\"name\":\"nil\",\"skill\":0.0}");
    String unique = "{\"name\":\"by_skill\",\"fields\":[\"skill\"],\"unique\":true}";
    Rejection refused = assertThrows(Rejection.class, () -> world.addIndex("players", unique));
    assertEquals(RejectionCode.UNIQUE, refused.code());
    world.delete("players", 4);
    world.addIndex("players", unique);
    assertTrue(
        world.rows("players").get(1).contains("\"skill\":0}"), world.rows("players")::toString);
  }

  @Test
  void shouldNumberTheRowsOfANewGeneratedField() {
    world.create(
        """
        {"name":"t","fields":[{"name":"k","type":"string(4)"}],"primaryKey":["k"]}""");
    world.insert("t", "{\"k\":\"a\"}");
    world.insert("t", "{\"k\":\"b\"}");
    world.addField("t", "{\"name\":\"n\",\"type\":\"u32\",\"generated\":true}");
    assertEquals(List.of("{\"k\":\"a\",\"n\":1}", "{\"k\":\"b\",\"n\":2}"), world.rows("t"));
    world.insert("t", "{\"k\":\"c\"}");
    world.change(new DropField("t", "n"));
    world.addField("t", "{\"name\":\"n\",\"type\":\"u32\",\"generated\":true}");
    assertEquals(
        List.of("{\"k\":\"a\",\"n\":4}", "{\"k\":\"b\",\"n\":5}", "{\"k\":\"c\",\"n\":6}"),
        world.rows("t"),
        "numbers that were seen are not given again");
    world.change(new DropTable("t"));
    world.create(
        """
        {"name":"t","fields":[{"name":"k","type":"string(4)"},
          {"name":"n","type":"i64"}],"primaryKey":["k"]}""");
    world.insert("t", "{\"k\":\"a\",\"n\":41}");
    world.insert("t", "{\"k\":\"b\",\"n\":-3}");
    world.alter("t", "n", "{\"generated\":true}");
    world.insert("t", "{\"k\":\"c\"}");
    assertEquals("{\"k\":\"c\",\"n\":42}", world.rows("t").get(2));
  }

  @Test
  void shouldDeclareKeysOrderAndAllElseAtOnce() {
    world.createPlayers();
    world.create(AlteredStore.PLAYERS.replace("players", "gone"));
    String wanted =
        """
        {"tables":[
          {"name":"heroes","renamedFrom":"players","fields":[
            {"name":"nick","renamedFrom":"name","type":"string(20)"},
            {"name":"id","type":"u64","generated":true},
            {"name":"power","type":"f64","renamedFrom":"gold"},
            {"name":"level","type":"u8","default":1}],
           "primaryKey":["nick"],
           "indexes":[{"name":"by_id","fields":["id"],"unique":true}]},
          {"name":"fresh","fields":[{"name":"id","type":"u8"}],"primaryKey":["id"]}]}""";
    Rejection refused = assertThrows(Rejection.class, () -> world.declare(wanted, false));
    assertEquals("data_loss", refused.name());
    assertTrue(refused.detail().contains("drop table gone"), refused.detail());

    SchemaPlan plan = world.declare(wanted, true);

    assertTrue(plan.losesData());
    assertEquals(
        List.of(
            "{\"nick\":\"ada\",\"id\":1,\"power\":7,\"level\":1}",
            "{\"nick\":\"cy\",\"id\":3,\"power\":9,\"level\":1}"),
        world.rows("heroes"));
    assertEquals(
        List.of("fresh", "heroes"),
        world.store.catalog().schema().tables().stream().map(t -> t.name()).toList());
    assertTrue(world.declare(wanted, false).isEmpty());
    long version = world.store.catalog().schemaVersion();
    assertTrue(world.declare(world.schema(), false).isEmpty());
    assertEquals(version, world.store.catalog().schemaVersion(), "nothing done, no new version");
  }

  @Test
  void shouldKeepAddAndDropValuesOfVariableLength() {
    world.createPlayers();
    world.addField("players", "{\"name\":\"bio\",\"type\":\"text\",\"nullable\":true}");
    String longText = "x".repeat(9000);
    world.insert("players", "{\"name\":\"dan\",\"bio\":\"" + longText + "\"}");
    world.addField("players", "{\"name\":\"note\",\"type\":\"text\",\"default\":\"none\"}");
    world.alter("players", "gold", "{\"type\":\"f64\"}");
    world.change(new DropField("players", "skill"));
    assertEquals(
        List.of(
            "{\"id\":1,\"name\":\"ada\",\"gold\":7,\"bio\":null,\"note\":\"none\"}",
            "{\"id\":4,\"name\":\"dan\",\"gold\":5,\"bio\":\"" + longText + "\",\"note\":\"none\"}",
            "{\"id\":3,\"name\":\"cy\",\"gold\":9,\"bio\":null,\"note\":\"none\"}"),
        world.rows("players"));
    world.change(new DropField("players", "bio"));
    world.change(new DropField("players", "note"));
    assertEquals("{\"id\":4,\"name\":\"dan\",\"gold\":5}", world.rows("players").get(1));
  }

  @Test
  void shouldNotWrapNumbersThatGoOnAfterThoseOfAWiderField() {
    world.create(
        """
        {"name":"t","fields":[{"name":"k","type":"u32","generated":true}],"primaryKey":["k"]}""");
    world.insert("t", "{\"k\":70000}");
    world.alter("t", "k", "{\"generated\":false}");
    String field = "{\"name\":\"n\",\"type\":\"u16\",\"generated\":true}";
    Rejection refused = assertThrows(Rejection.class, () -> world.addField("t", field));
    assertEquals("value_out_of_range", refused.name());
  }

  /** Ids already handed out are counted beyond what the narrower type holds. */
  @Test
  void shouldHandOutNoIdsBelowZeroAfterLargerOnes() {
    for (String narrower : List.of("i64", "u32", "i32")) {
      String table = "t_" + narrower;
      world.create(
          """
          {"name":"%s","fields":[{"name":"k","type":"u64","generated":true}],"primaryKey":["k"]}"""
              .formatted(table));
      world.insert(table, "{\"k\":9223372036854775813}");
      world.delete(table, 1);
      world.alter(table, "k", "{\"type\":\"" + narrower + "\"}");
      Rejection refused = assertThrows(Rejection.class, () -> world.insert(table, "{}"), narrower);
      assertEquals("value_out_of_range", refused.name());
      assertEquals("the table has handed out its last id", refused.hint());
      world.insert(table, "{\"k\":7}");
    }
  }

  @Test
  void shouldTakeADefaultOfMinusZeroForZeroInAnIndex() {
    world.create(
        """
        {"name":"t","fields":[{"name":"id","type":"u8"},
          {"name":"x","type":"f64","default":-0.0}],
         "primaryKey":["id"],"indexes":[{"name":"by_x","fields":["x"],"unique":true}]}""");
    world.insert("t", "{\"id\":1}");
    Rejection refused =
        assertThrows(Rejection.class, () -> world.insert("t", "{\"id\":2,\"x\":0}"));
    assertEquals(RejectionCode.UNIQUE, refused.code());
  }
}
