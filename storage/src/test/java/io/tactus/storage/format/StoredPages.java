package io.tactus.storage.format;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Version;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Pages of a version as copies of their bytes, read by names of docs/FORMAT.md. */
final class StoredPages {
  private final Version version;
  private final FormatPage format;

  StoredPages(Version version, FormatPage format) {
    this.version = version;
    this.format = format;
  }

  /** Returns a copy of a page, little-endian. */
  ByteBuffer page(int area, long number) {
    byte[] bytes = new byte[Page.SIZE_BYTES];
    Memory.getBytes(version.address(area, number), bytes, 0, bytes.length);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  long pageCount(int area) {
    return version.pageCount(area);
  }

  FormatPage.Part part(String name) {
    return format.part(name);
  }

  /** Returns a number of 1, 2, 4 (all unsigned) or 8 bytes of what begins at {@code base}. */
  long number(ByteBuffer page, int base, String name) {
    return number(page, base, name, 0, 0);
  }

  /** As above, the {@code index}th of many that follow each other every {@code stride} bytes. */
  long number(ByteBuffer page, int base, String name, int index, int stride) {
    FormatPage.Part part = format.part(name);
    int at = base + part.offset() + index * stride;
    return switch (part.bytes()) {
      case 1 -> page.get(at) & 0xFF;
      case 2 -> page.getShort(at) & 0xFFFF;
      case 4 -> page.getInt(at) & 0xFFFF_FFFFL;
      case 8 -> page.getLong(at);
      default -> throw new IllegalArgumentException(name + " is no number");
    };
  }

  int integer(ByteBuffer page, String name) {
    return (int) number(page, 0, name);
  }
}
