package io.tactus.storage.transaction;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.catalog.CatalogPages;
import io.tactus.storage.index.TreeHands;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.relation.References;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableHash;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.WriteContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Everything one writer works on: a space, the catalog in it, its tables and the one transaction.
 * The store has one; every fork has its own.
 *
 * <p>Threading: the owner only.
 */
public final class WorkingState implements AutoCloseable {
  /** Rows of the system tables in a new store bear the first sequence there can be. */
  private static final long FIRST_SEQUENCE = 1;

  private final WriteContext context;
  private final CatalogPages catalogPages;
  private final Int2ObjectHashMap<Table> tables = new Int2ObjectHashMap<>();
  private final Transaction transaction;
  private final References references;
  private Catalog catalog;

  private WorkingState(PageSpace space, long hashSeed, long maxRows, long maxChangeBytes) {
    this(space, hashSeed, maxRows, maxChangeBytes, References::new);
  }

  private WorkingState(
      PageSpace space,
      long hashSeed,
      long maxRows,
      long maxChangeBytes,
      BiFunction<WriteContext, IntFunction<Table>, References> maker) {
    context = new WriteContext(space, hashSeed, maxChangeBytes);
    catalogPages = new CatalogPages(context, this::open);
    transaction = new Transaction(this, maxRows);
    references = maker.apply(context, this::table);
  }

  /** Creates the system tables in an empty space. */
  public static WorkingState create(
      PageSpace space, long hashSeed, long maxRows, long maxChangeBytes) {
    return create(space, hashSeed, maxRows, maxChangeBytes, References::new);
  }

  /** As above, with a keeper of references that a test may have broken. */
  public static WorkingState create(
      PageSpace space,
      long hashSeed,
      long maxRows,
      long maxChangeBytes,
      BiFunction<WriteContext, IntFunction<Table>, References> maker) {
    WorkingState state = new WorkingState(space, hashSeed, maxRows, maxChangeBytes, maker);
    state.context.setSequence(FIRST_SEQUENCE);
    state.context.budget().reset(Long.MAX_VALUE);
    state.setCatalog(state.catalogPages.create());
    space.commit();
    return state;
  }

  /**
   * Opens a space that holds a store already.
   *
   * @throws IllegalArgumentException if it does not
   */
  public static WorkingState open(PageSpace space, long maxRows, long maxChangeBytes) {
    long hashSeed = CatalogPages.hashSeed(space);
    WorkingState state = new WorkingState(space, hashSeed, maxRows, maxChangeBytes);
    try {
      state.context.budget().reset(Long.MAX_VALUE);
      state.setCatalog(state.catalogPages.read());
      return state;
    } catch (RuntimeException | Error failure) {
      state.close();
      throw failure;
    }
  }

  /** Opens the space of a fork, whose catalog is known. */
  public static WorkingState fork(
      PageSpace space, Catalog catalog, long maxRows, long maxChangeBytes) {
    long hashSeed = CatalogPages.hashSeed(space);
    WorkingState state = new WorkingState(space, hashSeed, maxRows, maxChangeBytes);
    state.setCatalog(catalog);
    state.catalogPages.openCounters(catalog);
    return state;
  }

  /** Sets who helps to bring indexes up to date; nobody until then. Changes no outcome. */
  public void helpedBy(ParallelWorkers workers) {
    TreeHands hands = (trees, task) -> workers.run(trees, (tree, _) -> task.accept(tree));
    context.backlogs().helpedBy(workers.lanes() == 1 ? TreeHands.CALLER : hands);
  }

  /** Returns the one transaction. */
  public Transaction transaction() {
    return transaction;
  }

  /** Returns the catalog as the writer sees it. */
  public Catalog catalog() {
    return catalog;
  }

  /** Returns the table with this id, or null. */
  public Table table(int id) {
    TableMeta meta = catalog.table(id);
    return meta == null ? null : open(meta);
  }

  /** Returns the table of this name, or null. */
  public Table table(String name) {
    TableMeta meta = catalog.table(name);
    return meta == null ? null : open(meta);
  }

  /** Returns rows and hash of every table, sorted by name. */
  public List<TableHash> hashes() {
    List<TableHash> hashes = new ArrayList<>();
    for (TableMeta meta : catalog.tables()) {
      Table table = open(meta);
      hashes.add(new TableHash(meta.name(), meta.isSystem(), table.rowCount(), table.hash()));
    }
    return hashes;
  }

  WriteContext context() {
    return context;
  }

  CatalogPages catalogPages() {
    return catalogPages;
  }

  void setCatalog(Catalog newCatalog) {
    if (newCatalog != catalog) {
      catalog = newCatalog;
      references.bind(newCatalog.relations());
    }
  }

  References references() {
    return references;
  }

  private Table open(TableMeta meta) {
    Table table = tables.get(meta.id());
    // A rolled-back createTable gives its id back; the next table of that id is another one.
    if (table == null || table.meta() != meta) {
      table = new Table(context, meta);
      tables.put(meta.id(), table);
    }
    return table;
  }

  @Override
  public void close() {
    references.close();
    context.close();
  }
}
