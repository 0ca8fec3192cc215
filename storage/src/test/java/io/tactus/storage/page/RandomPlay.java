package io.tactus.storage.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random operations on a space and on its model, step by step, from a seed: transactions with
 * nested savepoints, publications, pins of old versions, forks. Throws {@link AssertionError} where
 * the two differ.
 */
final class RandomPlay implements AutoCloseable {

  private final Random random;
  private final PageSpace space;
  private final Versions versions;
  private final byte[] bytes = new byte[Page.SIZE_BYTES];
  private final int forkDepth;

  private final List<Pinned> pins = new ArrayList<>();
  private final List<Savepoint> savepoints = new ArrayList<>();
  private ModelSpace model;
  private ModelSpace committed;
  private ModelSpace published;

  private record Pinned(Reader reader, Version version, long number, ModelSpace model) {}

  private record Savepoint(long mark, ModelSpace model, int outside) {}

  private final Map<Integer, PageEditor> editors = new HashMap<>();

  /** Stands for state outside of the pages, which notes in the undo log keep in step. */
  private int outside;

  private int outsideCommitted;

  RandomPlay(long seed, PageSpace space, Versions versions) {
    this(new Random(seed), space, versions, new ModelSpace(), 0);
  }

  private RandomPlay(
      Random random, PageSpace space, Versions versions, ModelSpace model, int forkDepth) {
    this.random = random;
    this.space = space;
    this.versions = versions;
    this.model = model;
    this.committed = model.copy();
    this.published = model.copy();
    this.forkDepth = forkDepth;
    space.keepNotes(this::takeBackNote);
  }

  void step() {
    int dice = random.nextInt(1000);
    if (dice < 380) {
      write();
    } else if (dice < 400) {
      note();
    } else if (dice < 600) {
      append(1 + random.nextInt(4));
    } else if (dice < 602) {
      append(PageTable.FANOUT);
    } else if (dice < 640) {
      create();
    } else if (dice < 655) {
      drop();
    } else if (dice < 690) {
      truncate();
    } else if (dice < 730) {
      savepoints.add(new Savepoint(space.mark(), model.copy(), outside));
    } else if (dice < 770) {
      rollbackToSavepoint();
    } else if (dice < 830) {
      space.commit();
      savepoints.clear();
      committed = model.copy();
      outsideCommitted = outside;
    } else if (dice < 860) {
      rollback();
    } else if (dice < 920) {
      publish();
    } else if (dice < 955) {
      pin();
    } else if (dice < 995) {
      unpin();
    } else {
      fork();
    }
  }

  private int liveArea() {
    int area = 1 + random.nextInt(Math.max(1, model.areaLimit() - 1));
    return area < model.areaLimit() && model.isLive(area) ? area : -1;
  }

  private void write() {
    int area = liveArea();
    if (area < 0 || model.pages(area) == 0) {
      return;
    }
    int page = random.nextInt(model.pages(area));
    byte[] expected = model.page(area, page);
    switch (random.nextInt(5)) {
      case 0 -> {
        int offset = random.nextInt(Page.SIZE_BYTES - 8);
        long value = random.nextLong();
        space.putLong(area, page, offset, value);
        for (int i = 0; i < 8; i++) {
          expected[offset + i] = (byte) (value >>> (8 * i));
        }
      }
      case 1 -> openGap(area, page, expected);
      case 2 -> closeGap(area, page, expected);
      case 3 -> {
        int offset = random.nextInt(Page.SIZE_BYTES);
        space.putByte(area, page, offset, (byte) 7);
        expected[offset] = 7;
      }
      default -> {
        int offset = random.nextInt(Page.SIZE_BYTES);
        int length = random.nextInt(Page.SIZE_BYTES - offset + 1);
        random.nextBytes(bytes);
        long address = space.logged(area, page, offset, length);
        Memory.putBytes(address + offset, bytes, 0, length);
        System.arraycopy(bytes, 0, expected, offset, length);
      }
    }
  }

  private void openGap(int area, int page, byte[] expected) {
    int length = 1 + random.nextInt(100);
    int offset = Integer.BYTES + random.nextInt(Page.SIZE_BYTES - length - Integer.BYTES);
    int end = offset + random.nextInt(Page.SIZE_BYTES - length - offset + 1);
    int head = random.nextInt(offset - Integer.BYTES + 1);
    int headValue = random.nextInt();
    long address = editor(area).open(page);
    editor(area).insert(head, headValue, offset, length, end);
    System.arraycopy(expected, offset, expected, offset + length, end - offset);
    putInt(expected, head, headValue);
    random.nextBytes(bytes);
    Memory.putBytes(address + offset, bytes, 0, length);
    System.arraycopy(bytes, 0, expected, offset, length);
  }

  private void closeGap(int area, int page, byte[] expected) {
    int length = 1 + random.nextInt(100);
    int offset = Integer.BYTES + random.nextInt(Page.SIZE_BYTES - length - Integer.BYTES);
    int end = offset + length + random.nextInt(Page.SIZE_BYTES - length - offset + 1);
    int head = random.nextInt(offset - Integer.BYTES + 1);
    int headValue = random.nextInt();
    editor(area).open(page);
    editor(area).remove(head, headValue, offset, length, end);
    System.arraycopy(expected, offset + length, expected, offset, end - offset - length);
    putInt(expected, head, headValue);
  }

  private PageEditor editor(int area) {
    return editors.computeIfAbsent(area, id -> new PageEditor(space, id));
  }

  private static void putInt(byte[] target, int offset, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      target[offset + i] = (byte) (value >>> (Byte.SIZE * i));
    }
  }

  /** Changes what lies outside of the pages, and leaves a note of it. */
  private void note() {
    space.note(outside, outside + 1, -outside);
    outside++;
  }

  private void takeBackNote(int area, int first, int second) {
    outside--;
    check(area == outside && first == outside + 1 && second == -outside, "note " + area);
  }

  private void append(int pages) {
    int area = liveArea();
    if (area < 0 || model.pages(area) > PageTable.FANOUT) {
      return;
    }
    for (int i = 0; i < pages; i++) {
      long page = space.appendPage(area);
      check(page == model.pages(area), "appended page " + page);
      model.append(area);
    }
  }

  private void create() {
    if (model.areaLimit() < 40) {
      int area = space.createArea();
      check(area == model.create(), "created area " + area);
    }
  }

  private void drop() {
    int area = liveArea();
    if (area > 0) {
      space.dropArea(area);
      model.drop(area);
    }
  }

  private void truncate() {
    int area = liveArea();
    if (area > 0) {
      int pages = random.nextInt(model.pages(area) + 1);
      space.truncate(area, pages);
      model.truncate(area, pages);
    }
  }

  private void rollbackToSavepoint() {
    if (savepoints.isEmpty()) {
      return;
    }
    int index = random.nextInt(savepoints.size());
    Savepoint savepoint = savepoints.get(index);
    savepoints.subList(index, savepoints.size()).clear();
    space.rollbackTo(savepoint.mark());
    model = savepoint.model();
    check(outside == savepoint.outside(), "what was noted");
    checkWorking();
  }

  private void rollback() {
    space.rollback();
    savepoints.clear();
    model = committed.copy();
    check(outside == outsideCommitted, "what was noted");
    checkWorking();
  }

  private void publish() {
    if (random.nextBoolean()) {
      rollback();
    } else {
      space.commit();
      savepoints.clear();
      committed = model.copy();
      outsideCommitted = outside;
    }
    Version version = versions.publish(1, 2, 3, "catalog");
    published = model.copy();
    check(published.difference(version) == null, "published version");
    if (!pins.isEmpty()) {
      checkPinned(pins.get(random.nextInt(pins.size())));
    }
  }

  private void pin() {
    if (pins.size() < 6) {
      Reader reader = versions.register();
      Version version = reader.pin();
      pins.add(new Pinned(reader, version, version.number(), published));
    }
  }

  private void unpin() {
    if (!pins.isEmpty()) {
      Pinned pinned = pins.remove(random.nextInt(pins.size()));
      checkPinned(pinned);
      pinned.reader().close();
    }
  }

  private void fork() {
    if (pins.isEmpty() || forkDepth == 2) {
      return;
    }
    Pinned pinned = pins.get(random.nextInt(pins.size()));
    try (Fork fork = versions.fork(pinned.version(), 20_000)) {
      if (random.nextBoolean()) {
        // From here on the fork alone holds its base.
        pins.remove(pinned);
        pinned.reader().close();
      }
      try (RandomPlay play =
          new RandomPlay(
              random, fork.space(), fork.versions(), pinned.model().copy(), forkDepth + 1)) {
        for (int i = 0; i < 100; i++) {
          play.step();
        }
      }
      String difference = pinned.model().difference(fork.base());
      check(difference == null, "base of the fork: " + difference);
    }
  }

  private void checkPinned(Pinned pinned) {
    check(pinned.version().number() == pinned.number(), "pinned version was reused");
    String difference = pinned.model().difference(pinned.version());
    check(difference == null, "pinned version: " + difference);
  }

  void checkWorking() {
    String difference = model.difference(space);
    check(difference == null, "working state: " + difference);
  }

  private static void check(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }

  @Override
  public void close() {
    checkWorking();
    while (!pins.isEmpty()) {
      unpin();
    }
    space.rollback();
  }
}
