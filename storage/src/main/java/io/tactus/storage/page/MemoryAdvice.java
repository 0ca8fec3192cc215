package io.tactus.storage.page;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What the operating system is told of off-heap memory ({@code madvise}), where there is such a
 * call. Speed only; where it is refused or unknown, nothing is lost.
 *
 * <p>Threading: any thread. Who calls is in native code meanwhile, so that no safepoint has to wait
 * for it.
 */
final class MemoryAdvice {

  private static final int MADV_HUGEPAGE = 14;
  private static final int MADV_POPULATE_WRITE = 23;
  private static final MethodHandle MADVISE = find();

  private MemoryAdvice() {}

  /**
   * Asks for large pages: random access to gigabytes then costs a fraction of the address
   * translations.
   *
   * @param address a multiple of the operating system's page
   */
  static void largePages(long address, long lengthBytes) {
    boolean _ = advise(address, lengthBytes, MADV_HUGEPAGE);
  }

  /**
   * Has memory backed now, as writing to each of its pages would, but leaves the contents alone:
   * other threads may use it meanwhile. Since Linux 5.14.
   *
   * @param address a multiple of the operating system's page
   * @return false if the system does not know how, or has no memory for it
   */
  static boolean populate(long address, long lengthBytes) {
    return advise(address, lengthBytes, MADV_POPULATE_WRITE);
  }

  private static boolean advise(long address, long lengthBytes, int advice) {
    if (MADVISE == null) {
      return false;
    }
    try {
      return (int) MADVISE.invokeExact(address, lengthBytes, advice) == 0;
    } catch (Throwable failure) {
      throw new IllegalStateException("madvise could not be called", failure);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle find() {
    Linker linker = Linker.nativeLinker();
    // The numbers mean this on Linux only, and only its C libraries have this symbol.
    return linker
        .defaultLookup()
        .find("__errno_location")
        .flatMap(linux -> linker.defaultLookup().find("madvise"))
        .map(
            address ->
                linker.downcallHandle(
                    address,
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT)))
        .orElse(null);
  }
}
