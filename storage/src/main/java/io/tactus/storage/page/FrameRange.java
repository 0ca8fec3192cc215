package io.tactus.storage.page;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/**
 * The addresses at which all frames of this process lie, low enough for a frame to be named by four
 * bytes: its address divided by the size of a page.
 *
 * <pre>
 *   0         64 GiB                                             2^32 pages (16 TiB at 4 KiB)
 *   |  heap   | slab | slab |  -   | slab |  another's  | slab | ...      |
 *             each at a multiple of 32 MiB; what is free is taken lowest first
 * </pre>
 *
 * <p>Nothing is reserved: a slab is mapped where it is wanted, and when something else lies there
 * already the operating system says so by putting it elsewhere, and the next place is tried.
 * Without a base to add, and with one shift for the address, following a number costs no more than
 * following an address, and twice as many fit into a cache.
 *
 * <p>Threading: any thread.
 */
final class FrameRange {

  /** The most bytes of one slab, and the distance between their beginnings. */
  static final long SLAB_BYTES = 32L << 20;

  /** Below lie small heaps and whatever asks for addresses of 32 bits. */
  private static final long FIRST_ADDRESS = 64L << 30;

  private static final int SLABS = (int) ((numbered(-1) - FIRST_ADDRESS) / SLAB_BYTES);

  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_ANONYMOUS = isLinux() ? 0x20 : 0x1000;
  private static final long MAP_FAILED = -1;

  private static final MethodHandle MMAP =
      find(
          "mmap",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG));

  private static final MethodHandle MUNMAP =
      find(
          "munmap",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

  /** Of the whole process. */
  private static final FrameRange INSTANCE = new FrameRange(SLABS);

  private final int slabs;

  /** By slab: ours, or known to be another's. */
  private final BitSet taken = new BitSet();

  /** A view of its own of the first so many slabs; only tests have a reason. */
  FrameRange(int slabs) {
    this.slabs = slabs;
  }

  static FrameRange get() {
    return INSTANCE;
  }

  /** Returns the number of the frame at an address, 0 for 0. */
  static int numberOf(long address) {
    return (int) (address >>> Page.SHIFT);
  }

  /** Returns the address of the frame with a number, 0 for 0. */
  static long numbered(int number) {
    return (number & 0xFFFFFFFFL) << Page.SHIFT;
  }

  /**
   * Maps memory, which is zero and costs nothing until it is touched.
   *
   * @param bytes more than 0, at most {@link #SLAB_BYTES}
   * @return its address, a multiple of {@link #SLAB_BYTES}
   * @throws OutOfMemoryError if the operating system has no more for this process
   */
  synchronized long map(long bytes) {
    for (int slab = taken.nextClearBit(0); slab < slabs; slab = taken.nextClearBit(slab)) {
      long wanted = FIRST_ADDRESS + slab * SLAB_BYTES;
      long address = mmap(wanted, bytes);
      if (address == MAP_FAILED) {
        throw new OutOfMemoryError(
            "the operating system refused "
                + bytes
                + " bytes for pages: raise the limit of this process's memory (ulimit -v, the"
                + " container's) or lower that of the store");
      }
      taken.set(slab);
      if (address == wanted) {
        return address;
      }
      munmap(address, bytes);
    }
    throw new OutOfMemoryError(
        "no addresses are left for pages: all "
            + slabs
            + " places of "
            + SLAB_BYTES
            + " bytes from "
            + FIRST_ADDRESS
            + " on are taken; run fewer or smaller stores in one process");
  }

  /** Gives memory back: what {@link #map} returned, and as many bytes. */
  synchronized void unmap(long address, long bytes) {
    munmap(address, bytes);
    taken.clear((int) ((address - FIRST_ADDRESS) / SLAB_BYTES));
  }

  private static long mmap(long wanted, long bytes) {
    try {
      return (long)
          MMAP.invokeExact(wanted, bytes, PROT_READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0L);
    } catch (Throwable failure) {
      throw new IllegalStateException("mmap could not be called", failure);
    }
  }

  private static void munmap(long address, long bytes) {
    int result;
    try {
      result = (int) MUNMAP.invokeExact(address, bytes);
    } catch (Throwable failure) {
      throw new IllegalStateException("munmap could not be called", failure);
    }
    if (result != 0) {
      throw new IllegalStateException("munmap refused " + bytes + " bytes at " + address);
    }
  }

  /** Told by a symbol that only Linux's C libraries have; elsewhere the number is BSD's. */
  private static boolean isLinux() {
    return Linker.nativeLinker().defaultLookup().find("__errno_location").isPresent();
  }

  @SuppressWarnings("restricted")
  private static MethodHandle find(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find(name)
        .map(address -> linker.downcallHandle(address, shape))
        .orElseThrow(
            () -> new ExceptionInInitializerError("this operating system has no " + name + "()"));
  }
}
