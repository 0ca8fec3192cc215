package io.tactus.storage.page;

import java.lang.foreign.Arena;

/**
 * Off-heap room that doubles when it is full, up to a limit; its address changes when it grows.
 *
 * <p>Threading: one thread.
 */
public final class GrowingMemory implements AutoCloseable {
  private final long maxBytes;
  private Arena arena;
  private long address;
  private long capacityBytes;

  public GrowingMemory(long initialBytes, long maxBytes) {
    this.maxBytes = maxBytes;
    this.capacityBytes = Math.min(initialBytes, maxBytes);
    this.arena = Arena.ofShared();
    this.address = arena.allocate(capacityBytes, Long.BYTES).address();
  }

  /** Makes room for {@code bytes} in all, keeping what is there; false if the limit forbids it. */
  public boolean reserve(long bytes) {
    if (bytes <= capacityBytes) {
      return true;
    }
    if (bytes > maxBytes) {
      return false;
    }
    long newCapacity = Math.min(maxBytes, Math.max(bytes, capacityBytes * 2));
    Arena newArena = Arena.ofShared();
    long newAddress = newArena.allocate(newCapacity, Long.BYTES).address();
    Memory.copy(address, newAddress, capacityBytes);
    arena.close();
    arena = newArena;
    address = newAddress;
    capacityBytes = newCapacity;
    return true;
  }

  public long address() {
    return address;
  }

  @Override
  public void close() {
    arena.close();
  }
}
