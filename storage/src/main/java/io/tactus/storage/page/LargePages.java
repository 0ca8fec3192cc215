package io.tactus.storage.page;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Asks the operating system to back memory with large pages ({@code madvise(MADV_HUGEPAGE)}), where
 * there is such a call: random access to gigabytes then costs a fraction of the address
 * translations. Speed only; where it is refused or unknown, nothing is lost.
 */
final class LargePages {

  private static final int MADV_HUGEPAGE = 14;
  private static final MethodHandle MADVISE = find();

  private LargePages() {}

  /** Advises on a range that begins at a multiple of the operating system's page. */
  static void advise(long address, long lengthBytes) {
    if (MADVISE != null) {
      try {
        int _ = (int) MADVISE.invokeExact(address, lengthBytes, MADV_HUGEPAGE);
      } catch (Throwable failure) {
        throw new IllegalStateException("madvise could not be called", failure);
      }
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle find() {
    Linker linker = Linker.nativeLinker();
    // The number 14 means this on Linux only, and only its C libraries have this symbol.
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
