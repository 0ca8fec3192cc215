package io.tactus.storage.alteration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.StoreFork;
import io.tactus.storage.alteration.SchemaChange.DropField;
import io.tactus.storage.alteration.SchemaChange.DropIndex;
import io.tactus.storage.alteration.SchemaChange.RenameTable;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.transaction.Transaction;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a change: undone, beside readers of older versions, after a start, for commands
 * on their way.
 */
class AlterationVersionsTest {
  private final AlteredStore world = new AlteredStore();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldUndoWithTheRestOfItsCommand() {
    world.createPlayers();
    StateHashes before = world.store.hashes();
    Catalog catalog = world.store.catalog();
    Transaction transaction = world.begin();
    transaction.change(new DropField("players", "gold"));
    int savepoint = transaction.savepoint();
    transaction.change(new RenameTable("players", "heroes"));
    transaction.change(new DropField("heroes", "skill"));
    transaction.rollbackTo(savepoint);
    assertEquals(3, transaction.catalog().table("players").layout().fieldCount());
    transaction.rollback();
    assertEquals(before, world.store.hashes());
    assertEquals(catalog, world.store.catalog());
    Store.audit(world.publish());
  }

  @Test
  void shouldLetReadersOfOlderVersionsGoOn() {
    world.createPlayers();
    Version latest = world.publish();
    List<String> rows = AlteredStore.rows(latest, "players");
    try (Reader reader = world.store.versions().register()) {
      Version held = reader.pin();
      world.alter("players", "name", "{\"type\":\"string(300)\",\"name\":\"nick\"}");
      world.change(new DropField("players", "gold"));
      world.change(new DropIndex("players", "by_name"));
      world.create(AlteredStore.PLAYERS.replace("players", "other"));
      for (int i = 0; i < 500; i++) {
        world.insert("other", "{\"name\":\"n" + i + "\"}");
      }
      assertEquals(rows, AlteredStore.rows(held, "players"));
      Store.audit(held);
      try (StoreFork fork = world.store.fork(held)) {
        fork.transaction().begin(99);
        fork.transaction().change(new DropField("players", "skill"));
        fork.transaction().commit(ChangeSink.NONE);
        assertEquals(
            rows.stream().map(row -> row.replaceAll(",\"skill\":[^}]*", "")).toList(),
            AlteredStore.rows(fork.publish(99, 0, 0), "players"));
      }
      reader.unpin();
    }
    assertEquals("{\"id\":1,\"nick\":\"ada\",\"skill\":1.5}", world.rows("players").get(0));
  }

  @Test
  void shouldComeBackFromItsPages() {
    world.createPlayers();
    world.addField("players", "{\"name\":\"level\",\"type\":\"u8\",\"default\":1}");
    world.alter("players", "gold", "{\"type\":\"f64\",\"name\":\"money\"}");
    world.addIndex("players", "{\"name\":\"m\",\"fields\":[\"money\",\"level\"],\"unique\":true}");
    try (AlteredStore loaded = world.reloaded()) {
      assertEquals(world.rows("players"), loaded.rows("players"));
      assertEquals(world.schema(), loaded.schema());
      assertEquals(world.store.hashes(), loaded.store.hashes());
      assertEquals(
          world.store.catalog().table("players").layoutVersion(),
          loaded.store.catalog().table("players").layoutVersion());
      Store.audit(loaded.publish());
    }
  }

  @Test
  void shouldSayWhichChangesConcernCommandsOnTheirWay() {
    world.createPlayers();
    assertEquals(0, layoutVersion());
    world.addIndex("players", "{\"name\":\"g\",\"fields\":[\"gold\",\"id\"],\"unique\":true}");
    world.alter("players", "gold", "{\"default\":6}");
    world.change(new RenameTable("players", "heroes"));
    world.change(new RenameTable("heroes", "players"));
    assertEquals(0, layoutVersion());
    world.alter("players", "gold", "{\"min\":1}");
    assertEquals(world.store.catalog().schemaVersion(), layoutVersion());
    long version = layoutVersion();
    world.change(new DropIndex("players", "g"));
    assertEquals(version, layoutVersion());
    world.alter("players", "gold", "{\"name\":\"money\"}");
    assertEquals(world.store.catalog().schemaVersion(), layoutVersion());
  }

  private long layoutVersion() {
    return world.store.catalog().table("players").layoutVersion();
  }
}
