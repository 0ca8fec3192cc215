package io.tactus.storage.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One published, unchanging state of all areas.
 *
 * <p>Objects are pooled: use one only between {@link Reader#pin()} and {@link Reader#unpin()};
 * after that the same object may stand for a later version.
 *
 * <p>Threading: any thread that holds a pin on it.
 */
public final class Version {

  private static final VarHandle NUMBER;

  static {
    try {
      NUMBER = MethodHandles.lookup().findVarHandle(Version.class, "number", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through NUMBER
  private long number;

  private long directory;
  private long sequence;
  private long tick;
  private long tickTimeMicros;
  private Object catalog;

  /** The writer's: time of the tick at which a newer version took its place. */
  private long replacedMicros;

  Version() {}

  /** For the writer, on an object that no slot can see; published afterwards by a release store. */
  void fill(
      long newNumber,
      long newDirectory,
      long newSequence,
      long newTick,
      long newTickTimeMicros,
      Object newCatalog) {
    // Opaque: a reader that still knows the object from earlier may look at the number, no more.
    NUMBER.setOpaque(this, newNumber);
    directory = newDirectory;
    sequence = newSequence;
    tick = newTick;
    tickTimeMicros = newTickTimeMicros;
    catalog = newCatalog;
  }

  /** Notes when a newer version took its place; the writer, for itself. */
  void replacedAt(long timeMicros) {
    replacedMicros = timeMicros;
  }

  /** Time of the tick at which a newer version took its place; for the writer. */
  long replacedMicros() {
    return replacedMicros;
  }

  /** +1 per publication; not the sequence of a command. */
  public long number() {
    return (long) NUMBER.getOpaque(this);
  }

  /** Sequence of the last command it contains. */
  public long sequence() {
    return sequence;
  }

  public long tick() {
    return tick;
  }

  /** Time of the tick, microseconds since the epoch. */
  public long tickTimeMicros() {
    return tickTimeMicros;
  }

  /** What was given to {@link Versions#publish}: how to decode this version's rows. */
  public <T> T catalog(Class<T> type) {
    return type.cast(catalog);
  }

  /** The address of a page; throws {@link IllegalArgumentException} if there is no such page. */
  public long address(int area, long page) {
    long address = PageTable.lookup(root(area), page);
    if (address == 0) {
      throw new IllegalArgumentException(
          "there is no page " + page + " in area " + area + " of version " + number());
    }
    return address;
  }

  /** Pages in the area; 0 for one that does not exist. */
  public long pageCount(int area) {
    return AreaTable.pageCount(root(AreaTable.AREA), area);
  }

  /** Logical pages over all areas. */
  public long logicalPages() {
    return AreaTable.totalPages(root(AreaTable.AREA));
  }

  /** Area ids in this version are below this; some may be dropped. */
  public int areaLimit() {
    return AreaTable.nextId(root(AreaTable.AREA));
  }

  long root(int area) {
    return area < 0 ? 0 : PageTable.rootOf(directory, area);
  }

  long directory() {
    return directory;
  }

  Object catalog() {
    return catalog;
  }
}
