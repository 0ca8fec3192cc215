package io.tactus.storage.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.alteration.SchemaChange;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a schema change may not do to references. */
class ReferenceAlterationTest {
  private final Store store = Store.create(StoreConfig.ofBytes(8 << 20, 3));
  private final Transaction transaction = store.transaction();
  private final RowDraft draft = new RowDraft();

  /** Guilds 1 and 2; players 1 to 3, of them 3 in guild 9 by a plain field. */
  @BeforeEach
  void create() {
    transaction.begin(1);
    transaction.createTable(TableBuilder.table("guilds").field("id", "u32").key("id"));
    transaction.createTable(
        TableBuilder.table("players")
            .field("id", "u32")
            .nullable("guild", "u32")
            .ref("home", "guilds", true, OnDelete.RESTRICT)
            .key("id"));
    guild(1);
    guild(2);
    player(1, 1);
    player(2, 2);
    player(3, 9);
    transaction.commit(ChangeSink.NONE);
    transaction.begin(2);
  }

  @AfterEach
  void checkAndClose() {
    if (transaction.isOpen()) {
      transaction.rollback();
    }
    Store.audit(store.publish(2, 0, 0));
    store.close();
  }

  private Table table(String name) {
    return transaction.table(name);
  }

  private void guild(long id) {
    draft.reset(table("guilds").layout()).setLong(0, id);
    table("guilds").insert(draft);
  }

  private void player(long id, long guild) {
    draft.reset(table("players").layout()).setLong(0, id);
    draft.setLong(1, guild);
    draft.setLong(2, 1);
    table("players").insert(draft);
  }

  private static JsonNode json(String text) {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return JsonNode.parse(bytes, 0, bytes.length);
  }

  private Rejection refused(SchemaChange change) {
    StateHashes before = store.hashes();
    Rejection refused = assertThrows(Rejection.class, () -> transaction.change(change));
    assertEquals(before, store.hashes());
    return refused;
  }

  private SchemaChange retype() {
    return new SchemaChange.AlterField(
        "players", "guild", json("{'type':'ref(guilds)','onDelete':'cascade'}"), false);
  }

  private void deletePlayer(int id) {
    Table players = table("players");
    draft.reset(players.layout()).setLong(0, id);
    players.layout().copyKey(draft.rowAddress(), draft.rowAddress());
    players.delete(draft.rowAddress(), 0);
  }

  @Test
  void shouldRefuseToMakeAReferenceOfAFieldThatPointsNowhere() {
    Rejection refused = refused(retype());
    assertEquals(RejectionCode.REFERENCE, refused.code());
    assertEquals("players", refused.table());
    assertEquals("guild", refused.field());
    assertEquals("Key (guild)=(9) is not present in table \"guilds\".", refused.detail());
    assertEquals("the row is (id)=(3)", refused.hint());
  }

  @Test
  void shouldMakeAReferenceOfAPlainFieldAndKeepItWholeFromThenOn() {
    deletePlayer(3);
    transaction.change(retype());
    Rejection refused = assertThrows(Rejection.class, () -> player(4, 9));
    assertEquals(RejectionCode.REFERENCE, refused.code());
    player(5, 2);
    draft.reset(table("players").layout());
    draft.setNull(2);
    for (long slot = 1; slot <= 3; slot++) {
      table("players").updateAt(slot, draft, null, 0);
    }
    draft.reset(table("guilds").layout()).setLong(0, 2);
    table("guilds").layout().copyKey(draft.rowAddress(), draft.rowAddress());
    table("guilds").delete(draft.rowAddress(), 0);
    assertEquals(1, table("players").rowCount());
    transaction.commit(ChangeSink.NONE);
  }

  @Test
  void shouldRefuseANewFieldWhoseDefaultPointsNowhere() {
    Rejection refused =
        refused(
            new SchemaChange.AddField(
                "players", json("{'name':'second','type':'ref(guilds)','default':7}")));
    assertEquals(RejectionCode.REFERENCE, refused.code());
    assertEquals("second", refused.field());
    transaction.change(
        new SchemaChange.AddField(
            "players", json("{'name':'second','type':'ref(guilds)','default':2}")));
  }

  @Test
  void shouldRefuseToDropATableThatOthersReferTo() {
    Rejection refused = refused(new SchemaChange.DropTable("guilds"));
    assertEquals(RejectionCode.CONFLICT, refused.code());
    assertTrue(refused.getMessage().contains("players.home"), refused.getMessage());
    transaction.change(new SchemaChange.DropTable("players"));
    transaction.change(new SchemaChange.DropTable("guilds"));
  }

  @Test
  void shouldKeepReferencesThroughTheRenameOfTheirTableAndField() {
    transaction.change(new SchemaChange.RenameTable("guilds", "clans"));
    transaction.change(
        new SchemaChange.AlterField("players", "home", json("{'name':'base'}"), false));
    assertEquals(
        "ref(clans)",
        store.catalog().table("players").definition().field("base").type().toString());
    assertEquals("[players.base → clans]", transaction.relations().toString());
    draft.reset(table("players").layout()).setLong(2, 7);
    Rejection refused =
        assertThrows(Rejection.class, () -> table("players").updateAt(1, draft, null, 0));
    assertEquals("Key (base)=(7) is not present in table \"clans\".", refused.detail());
    transaction.commit(ChangeSink.NONE);
  }

  @Test
  void shouldFindReferencesAgainInPagesAlone() {
    transaction.change(
        new SchemaChange.AlterField("players", "home", json("{'onDelete':'cascade'}"), false));
    transaction.commit(ChangeSink.NONE);
    Version version = store.publish(2, 0, 0);
    try (Store loaded =
        Store.load(store.config(), visitor -> PageImage.forEachPage(version, visitor))) {
      Relations relations = loaded.catalog().relations();
      assertEquals("[players.home → guilds]", relations.toString());
      assertEquals(OnDelete.CASCADE, relations.all().get(0).onDelete());
      Store.audit(loaded.publish(2, 0, 0));
    }
  }
}
