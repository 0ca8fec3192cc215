package io.tactus.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.page.WrongPages;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableHash;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.transaction.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StoreTest {
  private static final StoreConfig CONFIG = StoreConfig.ofBytes(16 << 20, 99);

  private final Store store = Store.create(CONFIG);
  private final RowDraft draft = new RowDraft();
  private final KeyImage key = new KeyImage();
  private long sequence;

  @AfterEach
  void close() {
    key.close();
    store.close();
  }

  private TableMeta createPlayers(String name) {
    Transaction transaction = store.transaction().begin(++sequence);
    TableMeta meta = transaction.createTable(TableBuilder.players(name));
    transaction.commit(ChangeSink.NONE);
    return meta;
  }

  private void insert(Transaction transaction, String table, String name) {
    transaction.begin(++sequence);
    Table players = transaction.table(table);
    draft.reset(players.layout());
    draft.setString(1, name);
    players.insert(draft);
    transaction.commit(ChangeSink.NONE);
  }

  private Version publish() {
    return store.publish(sequence, sequence / 10, sequence * 100);
  }

  @Test
  void shouldShowReadersWhatWasPublishedAndNothingElse() {
    TableMeta meta = createPlayers("players");
    publish();
    insert(store.transaction(), "players", "ada");
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      TableReader players = new TableReader().bind(version, meta);
      assertEquals(0, players.rowCount());
      assertEquals(0, players.find(key.of(1)));
      publish();
      assertEquals(0, players.find(key.of(1)), "the pinned version stays as it is");
      reader.unpin();
      Version next = reader.pin();
      players.bind(next, next.catalog(Catalog.class).table("players"));
      assertTrue(players.find(key.of(1)) != 0);
      assertEquals(2, next.sequence());
      reader.unpin();
    }
  }

  @Test
  void shouldReadADroppedTableInVersionsThatStillHaveIt() {
    createPlayers("players");
    insert(store.transaction(), "players", "ada");
    publish();
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      Transaction transaction = store.transaction().begin(++sequence);
      transaction.dropTable("players");
      transaction.createTable(TableBuilder.pairs("players"));
      transaction.commit(ChangeSink.NONE);
      Version latest = publish();
      TableMeta old = version.catalog(Catalog.class).table("players");
      assertEquals(4, old.layout().fieldCount());
      assertTrue(new TableReader().bind(version, old).find(key.of(1)) != 0);
      assertEquals(2, latest.catalog(Catalog.class).table("players").layout().fieldCount());
      Store.audit(version);
      reader.unpin();
    }
  }

  @Test
  void shouldLoadWhatASnapshotHolds() {
    createPlayers("players");
    createPlayers("guests");
    insert(store.transaction(), "players", "ada");
    Version version = publish();
    try (Store loaded = Store.load(CONFIG, visitor -> PageImage.forEachPage(version, visitor))) {
      assertEquals(store.hashes(), loaded.hashes());
      assertEquals(store.catalog().schema(), loaded.catalog().schema());
      insert(loaded.transaction(), "players", "bob");
      assertTrue(loaded.table("players").find(key.of(2)) != 0, "the counter goes on");
      assertEquals(
          store.catalog().table("guests").id() + 1, createIn(loaded).id(), "table ids go on");
    }
  }

  private TableMeta createIn(Store other) {
    Transaction transaction = other.transaction().begin(++sequence);
    TableMeta meta = transaction.createTable(TableBuilder.pairs("more"));
    transaction.commit(ChangeSink.NONE);
    return meta;
  }

  @Test
  void shouldKeepItsKeySeedThroughASnapshot() {
    createPlayers("players");
    insert(store.transaction(), "players", "ada");
    Version version = publish();
    StoreConfig otherSeed = StoreConfig.ofBytes(16 << 20, 12345);
    try (Store loaded = Store.load(otherSeed, visitor -> PageImage.forEachPage(version, visitor))) {
      assertTrue(loaded.table("players").find(key.of(1)) != 0);
      createIn(loaded);
      sequence--;
      createIn(store);
      assertArrayEquals(image(publish()), image(loaded.publish(sequence, 0, 0)));
    }
  }

  @Test
  void shouldHaveTheSamePagesHoweverCommandsAreBatched() {
    try (Store other = Store.create(CONFIG)) {
      createPlayers("players");
      Transaction transaction = other.transaction().begin(1);
      transaction.createTable(TableBuilder.players("players"));
      transaction.commit(ChangeSink.NONE);
      for (int i = 0; i < 500; i++) {
        insert(store.transaction(), "players", "p" + i);
        publish();
        sequence--;
        insert(other.transaction(), "players", "p" + i);
      }
      assertArrayEquals(image(publish()), image(other.publish(sequence, 0, 0)));
    }
  }

  private static byte[] image(Version version) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = new byte[Page.SIZE_BYTES];
    PageImage.forEachPage(
        version,
        (area, page, address) -> {
          Memory.getBytes(address, bytes, 0, bytes.length);
          out.write(area);
          out.writeBytes(bytes);
        });
    return out.toByteArray();
  }

  @Test
  void shouldRefuseToLoadPagesThatAreNoStore() {
    Version version = publish();
    assertThrows(
        RuntimeException.class,
        () ->
            Store.load(
                CONFIG,
                visitor ->
                    PageImage.forEachPage(
                        version,
                        (area, page, address) -> {
                          if (area != 2) {
                            visitor.onPage(area, page, address);
                          }
                        })));
  }

  @Test
  void shouldForkWithoutTouchingTheBase() {
    createPlayers("players");
    insert(store.transaction(), "players", "ada");
    Version base = publish();
    StateHashes before = store.hashes();
    try (StoreFork fork = store.fork(base)) {
      assertEquals(before, fork.hashes());
      insert(fork.transaction(), "players", "eve");
      Transaction transaction = fork.transaction().begin(++sequence);
      transaction.createTable(TableBuilder.pairs("pairs"));
      transaction.commit(ChangeSink.NONE);
      assertEquals(2, fork.table("players").rowCount());
      assertNotEquals(before, fork.hashes());
      Version forked = fork.publish(sequence, 0, 0);
      assertEquals(fork.hashes(), Store.hashes(forked));
    }
    assertEquals(before, store.hashes());
    assertNull(store.table("pairs"));
  }

  @Test
  void shouldListTheHashesOfAllTablesSortedByName() {
    createPlayers("zebra");
    createPlayers("aardvark");
    insert(store.transaction(), "zebra", "ada");
    StateHashes hashes = store.hashes();
    assertEquals(
        List.of(
            "_catalog",
            "_counters",
            "_idempotency",
            "_limits",
            "_schedule",
            "_tables",
            "_types",
            "aardvark",
            "zebra"),
        hashes.tables().stream().map(TableHash::table).toList());
    assertEquals(1, hashes.rows());
    assertEquals(hashes.total(), hashes.tables().stream().mapToLong(TableHash::hash).sum());
    assertEquals(
        hashes.userTotal(),
        hashes.tables().stream().filter(t -> !t.system()).mapToLong(TableHash::hash).sum());
    assertEquals(hashes, Store.hashes(publish()));
  }

  @Test
  void shouldHashEqualRowsOfTwoTablesDifferently() {
    createPlayers("a");
    createPlayers("b");
    insert(store.transaction(), "a", "ada");
    insert(store.transaction(), "b", "ada");
    assertNotEquals(store.table("a").hash(), store.table("b").hash());
  }

  @Test
  void shouldReportItsFigures() {
    createPlayers("players");
    publish();
    StoreStatistics statistics = store.statistics();
    assertEquals(CONFIG.maxLogicalPages(), statistics.maxLogicalPages());
    assertTrue(statistics.logicalPages() > 20);
    assertTrue(statistics.usedFrames() >= statistics.logicalPages());
    assertEquals(0, statistics.pinnedReaders());
  }

  /** A start tries one snapshot after another, each with an undo log of its own. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldGiveBackTheMemoryOfAStoreThatCannotBeLoaded() throws IOException {
    StoreConfig large = CONFIG.withMaxUndoBytes(256L << 20);
    for (int i = 0; i < 3; i++) {
      failToLoad(large);
    }
    long before = addressSpaceBytes();
    for (int i = 0; i < 20; i++) {
      failToLoad(large);
    }
    long more = addressSpaceBytes() - before;
    assertTrue(more < 10 * (256L << 20), "20 failed loads keep " + more + " bytes");
  }

  private static void failToLoad(StoreConfig config) {
    assertThrows(WrongPages.class, () -> Store.load(config, pages -> {}));
    assertThrows(
        IllegalStateException.class,
        () ->
            Store.load(
                config,
                pages -> {
                  throw new IllegalStateException("the disk is gone");
                }));
  }

  private static long addressSpaceBytes() throws IOException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 2)[0];
    return Long.parseLong(pages) * 4096;
  }
}
