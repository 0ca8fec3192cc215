package io.tactus.pipeline.runtime;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.Supplier;

/**
 * Objects that different threads are about to write to, far apart in memory. Small ones that one
 * thread makes one after the other share a cache line, which the threads would then take from each
 * other for every row: two of them are slower than one.
 *
 * <p>Between any two lies a spacer. The list names objects and spacers in turn, so that a collector
 * that copies what it names keeps them in turn as well. Speed only; nothing depends on it.
 *
 * <p>Threading: made by one thread, read by any.
 */
final class SpacedList<E> extends AbstractList<E> implements RandomAccess {
  /** Two cache lines: processors fetch them in pairs. */
  private static final int SPACER_BYTES = 128;

  private final Object[] objectsAndSpacers;

  /** Makes all of them, in order. */
  SpacedList(int count, Supplier<? extends E> maker) {
    objectsAndSpacers = new Object[2 * count];
    for (int i = 0; i < count; i++) {
      objectsAndSpacers[2 * i] = maker.get();
      objectsAndSpacers[2 * i + 1] = new byte[SPACER_BYTES];
    }
  }

  @Override
  @SuppressWarnings("unchecked") // only the maker's objects are at even places
  public E get(int index) {
    return (E) objectsAndSpacers[2 * index];
  }

  @Override
  public int size() {
    return objectsAndSpacers.length / 2;
  }
}
