package io.tactus.storage.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Publishes versions of one space, knows who looks at which, and reuses what nobody can see.
 *
 * <p>Publication, on the writer: fill a version object, store it as the published one, full fence,
 * look at all slots, then free the frames and the version objects that no slot needs. The other
 * half of the protocol is in {@link Reader#pin()}, the reasoning in {@link PinSlots}.
 *
 * <p>Threading: {@link #publish} and {@link #latest} are the writer's; everything else any thread.
 */
public final class Versions implements AutoCloseable {

  /** Slots of a main store: IO threads, workers, snapshots, feeds and forks together. */
  public static final int DEFAULT_MAX_READERS = 256;

  private static final VarHandle PUBLISHED;
  private static final VarHandle COLLECTING;
  private static final VarHandle HELD;
  private static final VarHandle HELD_SINCE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PUBLISHED = lookup.findVarHandle(Versions.class, "published", Version.class);
      COLLECTING = lookup.findVarHandle(Versions.class, "collecting", int.class);
      HELD = lookup.findVarHandle(Versions.class, "held", long.class);
      HELD_SINCE = lookup.findVarHandle(Versions.class, "heldSince", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PageSpace space;
  private final FramePool pool;
  private final RetiredFrames retired;
  private final PinSlots slots;
  private final long[] pins;

  private Version published;

  /** 1 while the writer looks at the slots, or a fork copies a pin from one to another. */
  @SuppressWarnings("unused") // through COLLECTING
  private int collecting;

  /** Replaced, perhaps still pinned. */
  private Version[] former = new Version[8];

  private int formerCount;

  /** Objects to be filled again. */
  private Version[] spare = new Version[8];

  private int spareCount;

  /** Frames held when the slots were last looked at; without what the open batch has retired. */
  @SuppressWarnings("unused") // through HELD
  private long held;

  @SuppressWarnings("unused") // through HELD_SINCE
  private long heldSince;

  /** Takes over a space and publishes its present state as the first version. */
  public Versions(PageSpace space, int maxReaders, Object catalog) {
    this(space, new PinSlots(maxReaders), catalog);
  }

  /**
   * With slots of the caller's: only tests have a reason, to show that broken ones are caught.
   *
   * @see #Versions(PageSpace, int, Object)
   */
  public Versions(PageSpace space, PinSlots slots, Object catalog) {
    this(space, slots);
    publish(0, 0, 0, catalog);
  }

  private Versions(PageSpace space, PinSlots slots) {
    this.space = space;
    this.pool = space.pool();
    this.retired = space.retired();
    this.slots = slots;
    this.pins = new long[slots.capacity()];
  }

  /** Versions of a fork, whose first one says of itself what the base says. */
  static Versions ofFork(PageSpace overlay, int maxReaders, Version base) {
    Versions versions = new Versions(overlay, new PinSlots(maxReaders));
    versions.publish(base.sequence(), base.tick(), base.tickTimeMicros(), base.catalog());
    return versions;
  }

  /**
   * Publishes the working state and starts the next batch. The undo log must be empty.
   *
   * @param catalog carried by the version as it is
   * @return the version, for the writer itself to look at until its next publication
   */
  public Version publish(long sequence, long tick, long tickTimeMicros, Object catalog) {
    long number = space.batch();
    Version version = spareCount == 0 ? new Version() : spare[--spareCount];
    version.fill(number, space.seal(), sequence, tick, tickTimeMicros, catalog);
    Version previous = published;
    PUBLISHED.setRelease(this, version);
    if (previous != null) {
      previous.replacedAt(tickTimeMicros);
      if (formerCount == former.length) {
        former = Arrays.copyOf(former, formerCount * 2);
      }
      former[formerCount++] = previous;
    }
    reclaim();
    return version;
  }

  /**
   * Frees what no slot needs any more. Part of every publication; the writer may call it in
   * between, when nothing is published for a while. Does nothing in a batch that has changed
   * something: what that has retired is still part of the published version.
   */
  public void reclaim() {
    if (space.hasChanges()) {
      return;
    }
    // A fork is just copying a pin; what could be freed now can be freed the next time.
    if (!COLLECTING.compareAndSet(this, 0, 1)) {
      return;
    }
    int count = slots.collect(pins);
    COLLECTING.setRelease(this, 0);
    retired.reclaim(pins, count);
    HELD.setOpaque(this, retired.heldFrames());
    int kept = 0;
    for (int i = 0; i < formerCount; i++) {
      Version version = former[i];
      if (isPinned(version.number(), count)) {
        former[kept++] = version;
      } else {
        recycle(version);
      }
    }
    Arrays.fill(former, kept, formerCount, null);
    formerCount = kept;
    // In the order of their publication: the first one left is the oldest.
    HELD_SINCE.setOpaque(this, kept == 0 ? 0 : former[0].replacedMicros());
  }

  private boolean isPinned(long number, int count) {
    for (int slot = 0; slot < count; slot++) {
      if (pins[slot] == number) {
        return true;
      }
    }
    return false;
  }

  private void recycle(Version version) {
    if (spareCount == spare.length) {
      spare = Arrays.copyOf(spare, spareCount * 2);
    }
    spare[spareCount++] = version;
  }

  /** The latest version; for the writer thread, which needs no pin on it. */
  public Version latest() {
    return published;
  }

  /** The latest version as readers see it. */
  Version published() {
    return (Version) PUBLISHED.getAcquire(this);
  }

  /**
   * Claims a slot, for as long as the reader is open.
   *
   * @throws IllegalStateException when all slots are taken
   */
  public Reader register() {
    return new Reader(this, slots, slots.claim());
  }

  /**
   * A private overlay over a version, with frames of its own; it holds the version until closed.
   *
   * @param base pinned by the caller, or the latest one when called by the writer
   * @param maxFrames the most frames the fork may change or add
   */
  public Fork fork(Version base, long maxFrames) {
    Reader holder = register();
    try {
      holdAsWell(holder, base);
      return new Fork(space, base, holder, maxFrames);
    } catch (RuntimeException | Error e) {
      holder.close();
      throw e;
    }
  }

  /**
   * Copies a pin. The writer must not look at the slots in between: it could see the new one before
   * it is set, and the old one after it was cleared.
   */
  private void holdAsWell(Reader holder, Version version) {
    while (!COLLECTING.compareAndSet(this, 0, 1)) {
      Thread.onSpinWait();
    }
    try {
      if (published() != version && !isHeld(version.number())) {
        throw new IllegalStateException("version " + version.number() + " is not pinned");
      }
      holder.adopt(version);
    } finally {
      COLLECTING.setRelease(this, 0);
    }
  }

  private boolean isHeld(long number) {
    for (int slot = 0; slot < slots.capacity(); slot++) {
      if (slots.get(slot) == number) {
        return true;
      }
    }
    return false;
  }

  /** Number of the oldest pinned version, or of the latest one if none is pinned. */
  public long oldestPinned() {
    long oldest = published().number();
    for (int slot = 0; slot < slots.capacity(); slot++) {
      oldest = Math.min(oldest, slots.get(slot));
    }
    return oldest;
  }

  /** Slots that hold a version now. */
  public int pinnedReaders() {
    int count = 0;
    for (int slot = 0; slot < slots.capacity(); slot++) {
      if (slots.get(slot) != PinSlots.IDLE) {
        count++;
      }
    }
    return count;
  }

  public int registeredReaders() {
    return slots.claimedCount();
  }

  /** Frames that neither the latest version nor a later one needs, as of its publication. */
  public long heldFrames() {
    return (long) HELD.getOpaque(this);
  }

  /**
   * Time of the tick, microseconds since the epoch, at which the oldest version that is still
   * pinned was replaced by a newer one, as of the last publication; 0 if no older version is
   * pinned. Its reader has held it at least since then.
   */
  public long heldSinceMicros() {
    return (long) HELD_SINCE.getOpaque(this);
  }

  /**
   * Whether another command may enter: no more frames than {@code readerFrames} are held, or no
   * slow reader is left for whom they are. See {@link FrameBudget}.
   */
  public boolean admits(long readerFrames) {
    return heldFrames() <= readerFrames || oldestPinned() >= published().number();
  }

  /** Frames that can still be handed out. */
  public long availableFrames() {
    return pool.availableFrames();
  }

  /** Refuses while a version is pinned; the space and the pool are closed apart, after this. */
  @Override
  public void close() {
    int pinned = pinnedReaders();
    if (pinned != 0) {
      throw new IllegalStateException(pinned + " readers still hold a version");
    }
  }
}
