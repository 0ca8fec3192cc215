package io.tactus.storage;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.FrameBudget;
import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.PageLoader;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.page.PageVisitor;
import io.tactus.storage.page.Version;
import io.tactus.storage.page.Versions;
import io.tactus.storage.page.WrongPages;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.relation.ReferenceAudit;
import io.tactus.storage.relation.References;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableAudit;
import io.tactus.storage.table.TableHash;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.table.WriteContext;
import io.tactus.storage.transaction.Transaction;
import io.tactus.storage.transaction.WorkingState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The database's state: one working state for the single writer, and published versions for
 * everybody else.
 *
 * <pre>
 *   transaction().begin(sequence) … commit(sink)      any number of commands
 *   publish(sequence, tick, tickTimeMicros)           end of the batch: a new version
 *   versions().register() → reader.pin() → Version → TableReader
 * </pre>
 *
 * <p>Threading: everything but {@link #versions()}, {@link #hashes(Version)}, {@link #fork}, {@link
 * #admitsCommands()} and {@link #statistics()} belongs to the tick thread.
 */
public final class Store implements AutoCloseable {
  private final StoreConfig config;
  private final FramePool pool;
  private final WorkingState state;
  private final Versions versions;
  private final PageSpace space;
  private volatile long maxLogicalPages;
  private int commandsInFlight = FrameBudget.DEFAULT_COMMANDS_IN_FLIGHT;
  private volatile long readerFrames;
  private volatile long publishedPages;

  private Store(StoreConfig config, FramePool pool, PageSpace space, WorkingState state) {
    this.config = config;
    this.pool = pool;
    this.space = space;
    this.state = state;
    this.versions = new Versions(space, Versions.DEFAULT_MAX_READERS, state.catalog());
    this.publishedPages = space.logicalPages();
    this.maxLogicalPages = config.maxLogicalPages();
    this.readerFrames = config.frameBudget().readerFrames();
  }

  /** Creates an empty store: system tables only, published as its first version. */
  public static Store create(StoreConfig config) {
    FramePool pool = new FramePool(config.maxFrames());
    return create(
        config, pool, new PageSpace(pool, config.maxLogicalPages(), config.maxUndoBytes()));
  }

  /** Creates an empty store over a space that a test may have broken. */
  static Store create(StoreConfig config, FramePool pool, PageSpace space) {
    return create(config, pool, space, References::new);
  }

  /** Creates an empty store with a keeper of references that a test may have broken. */
  static Store create(
      StoreConfig config,
      FramePool pool,
      PageSpace space,
      BiFunction<WriteContext, IntFunction<Table>, References> references) {
    WorkingState state =
        WorkingState.create(
            space,
            config.hashSeed(),
            config.maxRowsPerCommand(),
            config.maxChangeBytes(),
            references);
    return new Store(config, pool, space, state);
  }

  /**
   * Creates a store from the pages of a snapshot and rebuilds the catalog from them. Publish once
   * to give it its sequence and tick.
   *
   * @param pages shows every page in the order of {@link io.tactus.storage.page.PageImage} to the
   *     visitor it is given; what it throws passes through
   * @throws WrongPages if the pages are not those of one store; the memory is given back then, as
   *     it is whatever is thrown
   */
  public static Store load(StoreConfig config, Consumer<PageVisitor> pages) {
    FramePool pool = new FramePool(config.maxFrames());
    PageSpace space = null;
    try {
      space = new PageSpace(pool, config.maxLogicalPages(), config.maxUndoBytes());
      PageLoader loader = new PageLoader(space);
      pages.accept((area, page, address) -> take(loader, area, page, address));
      WorkingState state = open(config, space, loader);
      return new Store(config, pool, space, state);
    } catch (RuntimeException | Error failure) {
      if (space != null) {
        space.close();
      }
      pool.close();
      throw failure;
    }
  }

  /** What is thrown here and in {@link #open} tells of the pages, all else of who shows them. */
  private static void take(PageLoader loader, int area, long page, long address) {
    try {
      loader.onPage(area, page, address);
    } catch (RuntimeException wrong) {
      throw new WrongPages(wrong);
    }
  }

  private static WorkingState open(StoreConfig config, PageSpace space, PageLoader loader) {
    try {
      loader.finish();
      return WorkingState.open(space, config.maxRowsPerCommand(), config.maxChangeBytes());
    } catch (RuntimeException wrong) {
      throw new WrongPages(wrong);
    }
  }

  /** Returns the one transaction, to begin. */
  public Transaction transaction() {
    return state.transaction();
  }

  /** Returns the catalog of the working state. */
  public Catalog catalog() {
    return state.catalog();
  }

  /** Returns the table with this id in the working state, or null. */
  public Table table(int id) {
    return state.table(id);
  }

  /** Returns the table of this name in the working state, or null. */
  public Table table(String name) {
    return state.table(name);
  }

  /**
   * Sets who helps to bring indexes up to date at the end of large commands; nobody until then.
   * Changes no outcome.
   */
  public void helpedBy(ParallelWorkers workers) {
    state.helpedBy(workers);
  }

  /** Sets another limit of logical pages, between commands; the frames stay as many as they are. */
  public void limitLogicalPages(long newMaxLogicalPages) {
    space.limitLogicalPages(newMaxLogicalPages);
    maxLogicalPages = newMaxLogicalPages;
    divideFrames();
  }

  /** Says how many commands may be admitted and not yet published; before there are any. */
  public void limitCommandsInFlight(int commands) {
    commandsInFlight = commands;
    divideFrames();
  }

  private void divideFrames() {
    readerFrames =
        FrameBudget.within(maxLogicalPages, config.maxFrames(), commandsInFlight).readerFrames();
  }

  /** Makes the working state the latest version; no transaction may be open. */
  public Version publish(long sequence, long tick, long tickTimeMicros) {
    if (state.transaction().isOpen()) {
      throw new IllegalStateException("a transaction is open");
    }
    publishedPages = space.logicalPages();
    return versions.publish(sequence, tick, tickTimeMicros, state.catalog());
  }

  /**
   * Tells admission whether another command may enter, before the ring: false while slow readers
   * hold so many frames that those in flight could run out of them. Any thread; cheap.
   */
  public boolean admitsCommands() {
    return versions.admits(readerFrames);
  }

  /**
   * Tells whether less than a quarter of the frames is left. What the open batch has replaced comes
   * back with {@link #publish}. Any thread; cheap.
   */
  public boolean framesRunLow() {
    return pool.availableFrames() < pool.maxFrames() >>> 2;
  }

  /** Returns the published versions: readers register here. */
  public Versions versions() {
    return versions;
  }

  /** As {@link #fork(Version, long)}, with a quarter of the store's frames at most. */
  public StoreFork fork(Version version) {
    return fork(version, Math.max(1024, config.maxFrames() / 4));
  }

  /**
   * Makes a private working state over a version the caller has pinned.
   *
   * @param maxFrames frames the fork may change or add
   */
  public StoreFork fork(Version version, long maxFrames) {
    return new StoreFork(versions.fork(version, maxFrames), config);
  }

  /** Returns the state hashes of the working state. */
  public StateHashes hashes() {
    return StateHashes.of(state.hashes());
  }

  /** Returns the state hashes of a pinned version. */
  public static StateHashes hashes(Version version) {
    TableReader reader = new TableReader();
    List<TableHash> hashes = new ArrayList<>();
    for (TableMeta meta : version.catalog(Catalog.class).tables()) {
      reader.bind(version, meta);
      hashes.add(new TableHash(meta.name(), meta.isSystem(), reader.rowCount(), reader.hash()));
    }
    return StateHashes.of(hashes);
  }

  /**
   * Rebuilds counts, hashes, free lists and indexes of all tables from the pages of a pinned
   * version and compares; looks up every reference. Cold: walks everything.
   *
   * @throws IllegalStateException that says what does not agree
   */
  public static void audit(Version version) {
    TableAudit audit = new TableAudit();
    Catalog catalog = version.catalog(Catalog.class);
    for (TableMeta meta : catalog.tables()) {
      audit.check(version, meta);
    }
    new ReferenceAudit().check(version, catalog.relations(), catalog.tables());
  }

  /** Returns what the store was created with. */
  public StoreConfig config() {
    return config;
  }

  /** Returns the store's figures, each a moment old. */
  public StoreStatistics statistics() {
    return new StoreStatistics(
        publishedPages,
        maxLogicalPages,
        pool.usedFrames(),
        pool.maxFrames(),
        versions.heldFrames(),
        versions.pinnedReaders(),
        versions.oldestPinned(),
        versions.heldSinceMicros());
  }

  /** Gives all memory back; no reader may be pinned. */
  @Override
  public void close() {
    versions.close();
    state.close();
    space.close();
    pool.close();
  }
}
