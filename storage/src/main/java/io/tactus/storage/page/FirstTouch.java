package io.tactus.storage.page;

import io.tactus.storage.thread.ThreadJoin;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.agrona.UnsafeApi;

/**
 * Has the operating system back fresh memory before its user comes to it. A writer that copies a
 * page into fresh memory waits for the kernel to find and clear some (2 MiB where pages are large),
 * and under a hypervisor for the host to do the same: 0.2 to 2 ms each. While a snapshot is written
 * nearly every page changed needs a new place, so that without this the first snapshot in the life
 * of a process stops writes for as long as all that takes.
 *
 * <p>In pieces, each by one call of the system ({@link MemoryAdvice#populate}); where there is no
 * such call, by adding zero to a word of each page, in one atomic step. Either way whatever its
 * user has written stays, so both may be at the same place at the same time. The call is not only
 * quicker: a thread that waits for memory in Java code holds up every safepoint, and with it all
 * threads, for as long; a loop over a slab did so for 60 to 100 ms, for some collectors' loops ask
 * for a safepoint at their end only.
 *
 * <p>Threading: one thread at a time asks (the pool's writer; while branches are open whoever holds
 * the pool's monitor), the writer closes; a daemon thread that begins with the first request
 * touches.
 */
final class FirstTouch implements AutoCloseable {

  /** The smallest page an operating system backs memory with. */
  private static final int PAGE_BYTES = 4 << 10;

  /** Backed by one call: a large page, for which the system takes some milliseconds. */
  static final int PIECE_BYTES = 2 << 20;

  private Thread thread;
  private final AtomicReference<Range> wanted = new AtomicReference<>();
  private volatile boolean closed;

  private record Range(long address, long bytes) {}

  /** Has a range touched soon. A range asked for before that is not finished is left as it is. */
  void later(long address, long bytes) {
    wanted.set(new Range(address, bytes));
    if (thread == null) {
      thread = new Thread(this::run, "tactus-first-touch");
      thread.setDaemon(true);
      thread.start();
    }
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      Range range = wanted.getAndSet(null);
      if (range == null) {
        LockSupport.park(this);
      } else {
        touch(range);
      }
    }
  }

  private void touch(Range range) {
    long end = range.address + range.bytes;
    long from = range.address & -PAGE_BYTES;
    while (from < end && wanted.get() == null && !closed) {
      long to = Math.min(end, from + PIECE_BYTES);
      if (!MemoryAdvice.populate(from, to - from)) {
        touch(from, to);
      }
      from = to;
    }
  }

  /** A piece at most, see above. */
  private static void touch(long from, long to) {
    for (long at = from; at < to; at += PAGE_BYTES) {
      UnsafeApi.getAndAddInt(null, at, 0);
    }
  }

  /** Ends the touching; the memory may be given back then. */
  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
      ThreadJoin.await(List.of(thread));
    }
  }
}
