package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.StoreFork;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.table.IndexMeta;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * One seeded game: random transactions, publications, readers that hold on to old versions, forks,
 * and snapshots loaded into a new store with which the game goes on. After every step store and
 * model must agree.
 */
final class StorePlay implements AutoCloseable {
  private static final int MOST_HELD_VERSIONS = 3;
  private static final Comparator<List<Long>> PAGE_ORDER =
      Comparator.<List<Long>>comparingLong(at -> at.get(0)).thenComparingLong(at -> at.get(1));

  private record Held(Reader reader, Version version, ModelStore model) {}

  private final Random random;
  private final RandomCommands commands;
  private final Comparison comparison = new Comparison();
  private final QueryComparison queries = new QueryComparison();
  private final StoreConfig config;
  private final Deque<Held> held = new ArrayDeque<>();
  private Store store;
  private ModelStore model = new ModelStore();
  private long sequence;
  private int undone;

  StorePlay(long seed, StoreConfig config, Store store) {
    this.random = new Random(seed);
    this.commands = new RandomCommands(random);
    this.config = config;
    this.store = store;
  }

  void play(int steps) {
    for (int step = 0; step < steps; step++) {
      playOne();
      checkWorkingState();
      int dice = random.nextInt(100);
      if (dice < 35) {
        publish();
      } else if (dice < 45) {
        fork();
      } else if (dice < 50) {
        snapshotAndLoad();
      }
    }
    while (!held.isEmpty()) {
      letGo();
    }
    publish();
  }

  /** One transaction; memory may run out in the middle of it, and what is undone leaves no byte. */
  private void playOne() {
    ModelStore before = model;
    boolean low = random.nextInt(10) == 0;
    Map<List<Long>, Integer> pages = random.nextInt(4) == 0 ? pages() : null;
    if (low) {
      store.limitLogicalPages(store.statistics().logicalPages() + random.nextInt(12));
    }
    model = commands.play(store.transaction(), model, ++sequence, low);
    store.limitLogicalPages(config.maxLogicalPages());
    if (pages != null && model == before) {
      undone++;
      assertEquals(pages, pages(), "pages after a transaction that was undone");
    }
  }

  /**
   * A checksum of every page there is, by area and page. Not of trees: a node that is given back is
   * left as it is, since whoever takes it next writes it anew; what a tree finds is compared
   * anyway.
   */
  private Map<List<Long>, Integer> pages() {
    Set<Integer> trees =
        store.catalog().tables().stream()
            .flatMap(table -> table.indexes().stream())
            .filter(index -> index.secondArea() == 0)
            .map(IndexMeta::area)
            .collect(Collectors.toSet());
    Map<List<Long>, Integer> pages = new TreeMap<>(PAGE_ORDER);
    byte[] bytes = new byte[Page.SIZE_BYTES];
    PageImage.forEachPage(
        store.publish(sequence, 0, 0),
        (area, page, address) -> {
          if (trees.contains(area)) {
            return;
          }
          Memory.getBytes(address, bytes, 0, bytes.length);
          CRC32C crc = new CRC32C();
          crc.update(bytes);
          pages.put(List.of((long) area, page), (int) crc.getValue());
        });
    return pages;
  }

  /** Transactions that were undone and whose pages were compared. */
  int undone() {
    return undone;
  }

  /** Operations that a limit stopped. */
  int stopped() {
    return commands.stopped();
  }

  Store store() {
    return store;
  }

  PlayedChanges played() {
    return commands.played();
  }

  int refused() {
    return commands.refused();
  }

  int accepted() {
    return commands.accepted();
  }

  private void checkWorkingState() {
    comparison.check(model, store.catalog(), meta -> TableView.of(store.table(meta.id())));
  }

  private void checkVersion(Version version, ModelStore expected) {
    comparison.check(expected, version.catalog(Catalog.class), meta -> TableView.of(version, meta));
    Store.audit(version);
    queries.check(expected, version, new Random(version.sequence()));
  }

  private void publish() {
    Version version = store.publish(sequence, sequence / 3, sequence * 1000);
    checkVersion(version, model);
    assertEquals(store.hashes(), Store.hashes(version), "hashes of the version");
    if (random.nextBoolean() && held.size() < MOST_HELD_VERSIONS) {
      Reader reader = store.versions().register();
      held.add(new Held(reader, reader.pin(), model));
    } else if (!held.isEmpty()) {
      letGo();
    }
  }

  /** What a reader held on to is still as it was when it was pinned. */
  private void letGo() {
    Held oldest = held.removeFirst();
    checkVersion(oldest.version(), oldest.model());
    oldest.reader().unpin();
    oldest.reader().close();
  }

  private void fork() {
    StateHashes before = store.hashes();
    Reader reader = store.versions().register();
    store.publish(sequence, 0, 0);
    Version base = reader.pin();
    StoreFork fork = store.fork(base);
    reader.unpin();
    reader.close();
    ModelStore forked = model;
    for (int i = 0; i < 3; i++) {
      forked = commands.play(fork.transaction(), forked, sequence + 1 + i, false);
      StoreFork open = fork;
      comparison.check(forked, fork.catalog(), meta -> TableView.of(open.table(meta.id())));
      // The base goes on meanwhile, so that shared frames are copied on both sides.
      model = commands.play(store.transaction(), model, ++sequence, false);
      checkWorkingState();
      before = store.hashes();
      store.publish(sequence, 0, 0);
    }
    checkVersion(fork.publish(sequence, 0, 0), forked);
    fork.close();
    assertEquals(before, store.hashes(), "hashes after the fork");
  }

  private void snapshotAndLoad() {
    Version version = store.publish(sequence, 0, 0);
    Store loaded = Store.load(config, visitor -> PageImage.forEachPage(version, visitor));
    assertEquals(store.hashes(), loaded.hashes(), "hashes of the loaded store");
    while (!held.isEmpty()) {
      letGo();
    }
    store.close();
    store = loaded;
    checkWorkingState();
    publish();
  }

  @Override
  public void close() {
    for (Held one : held) {
      one.reader().close();
    }
    commands.close();
    comparison.close();
    if (store.transaction().isOpen()) {
      store.transaction().rollback();
    }
    store.close();
  }
}
