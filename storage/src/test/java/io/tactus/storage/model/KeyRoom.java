package io.tactus.storage.model;

import io.tactus.storage.page.Memory;
import java.lang.foreign.Arena;
import java.util.List;

/** Off-heap room for one key image. */
public final class KeyRoom implements AutoCloseable {
  private static final int ROOM = 4096;

  private final Arena arena = Arena.ofShared();
  private final long address = arena.allocate(ROOM, 8).address();

  /** Writes the key image of these values and returns its address. */
  public long of(List<ModelLeaf> leaves, List<Object> values) {
    byte[] image = ModelImage.key(leaves, values);
    Memory.putBytes(address, image, 0, image.length);
    return address;
  }

  /** The key image of a table's primary key. */
  public long ofKey(ModelTable table, List<Object> key) {
    return of(table.leaves(table.key), key);
  }

  @Override
  public void close() {
    arena.close();
  }
}
