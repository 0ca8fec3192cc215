package io.tactus.storage;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.BrokenSpaces;
import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.relation.References;
import io.tactus.storage.table.IndexMeta;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.WriteContext;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Stores with a defect, to prove that the tests which hunt for it can find it. */
public final class BrokenStores {

  private BrokenStores() {}

  /** A store that does not roll back the key indexes of user tables. */
  public static Store forgettingIndexUndo(StoreConfig config) {
    return over(
        config,
        (catalog, area) -> userIndex(catalog, index -> index.position() == 0, area),
        record -> true);
  }

  /** A store that does not roll back entries put into trees and taken out of them. */
  public static Store forgettingGapUndo(StoreConfig config) {
    FramePool pool = new FramePool(config.maxFrames());
    PageSpace space =
        BrokenSpaces.losingGaps(pool, config.maxLogicalPages(), config.maxUndoBytes());
    return Store.create(config, pool, space);
  }

  /** A store that loses one undo record of user tables in so many. */
  public static Store losingEveryUndoRecord(StoreConfig config, int in) {
    return over(
        config,
        (catalog, area) ->
            userIndex(catalog, index -> true, area)
                || userTables(catalog, table -> table.rowsArea() == area),
        record -> oneIn(in, record));
  }

  /** A store whose references are kept by somebody else. */
  public static Store withReferences(
      StoreConfig config, BiFunction<WriteContext, IntFunction<Table>, References> references) {
    FramePool pool = new FramePool(config.maxFrames());
    PageSpace space = new PageSpace(pool, config.maxLogicalPages(), config.maxUndoBytes());
    return Store.create(config, pool, space, references);
  }

  /** Not every so many: writes come in patterns. */
  private static boolean oneIn(int many, int record) {
    return Math.floorMod((record * 0x9E3779B1) >> 7, many) == 0;
  }

  private static boolean userTables(Catalog catalog, Predicate<TableMeta> predicate) {
    return catalog.tables().stream().anyMatch(t -> !t.isSystem() && predicate.test(t));
  }

  private static boolean userIndex(Catalog catalog, Predicate<IndexMeta> predicate, int area) {
    return userTables(
        catalog,
        table ->
            table.indexes().stream()
                .anyMatch(
                    i ->
                        predicate.test(i)
                            && (i.area() == area || (area != 0 && i.secondArea() == area))));
  }

  private static Store over(
      StoreConfig config, BiPredicate<Catalog, Integer> areas, IntPredicate records) {
    Store[] store = new Store[1];
    FramePool pool = new FramePool(config.maxFrames());
    PageSpace space =
        BrokenSpaces.losing(
            pool,
            config.maxLogicalPages(),
            config.maxUndoBytes(),
            (area, record) ->
                store[0] != null
                    && records.test((int) record)
                    && areas.test(store[0].catalog(), area));
    store[0] = Store.create(config, pool, space);
    return store[0];
  }
}
