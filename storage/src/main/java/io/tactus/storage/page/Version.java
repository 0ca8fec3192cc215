package io.tactus.storage.page;

/**
 * One published, unchanging state of all areas.
 *
 * <p>Objects are pooled: use one only between {@link Reader#pin()} and {@link Reader#unpin()};
 * after that the same object may stand for a later version.
 *
 * <p>Threading: any thread that holds a pin on it.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Version {

  Version() {}

  /** +1 per publication; not the sequence of a command. */
  public long number() {
    throw new UnsupportedOperationException();
  }

  /** Sequence of the last command it contains. */
  public long sequence() {
    throw new UnsupportedOperationException();
  }

  public long tick() {
    throw new UnsupportedOperationException();
  }

  /** Time of the tick, microseconds since the epoch. */
  public long tickTimeMicros() {
    throw new UnsupportedOperationException();
  }

  /** What was given to {@link Versions#publish}: how to decode this version's rows. */
  public <T> T catalog(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  /** The address of a page; throws {@link IllegalArgumentException} if there is no such page. */
  public long address(int area, long page) {
    throw new UnsupportedOperationException();
  }

  /** Pages in the area; 0 for one that does not exist. */
  public long pageCount(int area) {
    throw new UnsupportedOperationException();
  }

  /** Area ids in this version are below this; some may be dropped. */
  public int areaLimit() {
    throw new UnsupportedOperationException();
  }
}
