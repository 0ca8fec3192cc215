package io.tactus.storage.value;

import io.tactus.storage.page.Memory;
import java.util.Arrays;

/** A value in a heap and what it should read as. */
final class StoredValue {
  private final long locator;
  private final byte[] bytes;

  StoredValue(long locator, byte[] bytes) {
    this.locator = locator;
    this.bytes = bytes;
  }

  long locator() {
    return locator;
  }

  byte[] bytes() {
    return bytes;
  }

  void check(ValueView view) {
    byte[] read = new byte[bytes.length];
    int copied = view.copyTo(read, 0);
    if (copied != bytes.length || !Arrays.equals(read, bytes)) {
      throw new AssertionError(
          "value of " + bytes.length + " bytes at " + locator + ": " + copied + " read, or others");
    }
    long whole = view.whole();
    if (bytes.length > 0) {
      Memory.getBytes(whole, read, 0, read.length);
    }
    if (!Arrays.equals(read, bytes)) {
      throw new AssertionError("joined value at " + locator + " has other bytes");
    }
  }
}
