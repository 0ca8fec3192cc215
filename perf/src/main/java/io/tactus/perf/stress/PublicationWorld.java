package io.tactus.perf.stress;

import io.tactus.storage.page.AreaView;
import io.tactus.storage.page.FramePool;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.page.PinSlots;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.page.Versions;

/**
 * The store's own classes: pages that the writer always changes together and publishes, and a
 * reader that pins a version and compares them. Frames are few, so that they are reused at once.
 *
 * <p>One world serves a whole run, because it is too heavy to be made per sample: each sample is
 * one more publication against one more pin.
 */
final class PublicationWorld {

  private static final int PAGES = 16;

  private final PageSpace space;
  private final Versions versions;
  private final int area;
  private final Reader reader;
  private final AreaView view = new AreaView();
  private long sequence;

  PublicationWorld(PinSlots slots) {
    space = new PageSpace(new FramePool(1_000), 1_000, 1 << 20);
    area = space.createArea();
    for (int page = 0; page < PAGES; page++) {
      space.appendPage(area);
    }
    space.commit();
    versions = new Versions(space, slots, "catalog");
    reader = versions.register();
  }

  /** Returns 0 if the pinned version was whole, 1 if some page was of another one. */
  int read() {
    Version version = reader.pin();
    view.bind(version, area);
    long expected = version.sequence();
    int torn = 0;
    for (int page = 0; page < PAGES; page++) {
      long address = view.address(page);
      if (Memory.getLong(address) != expected
          || Memory.getLong(address + Page.SIZE_BYTES - 8) != expected) {
        torn = 1;
      }
    }
    reader.unpin();
    return torn;
  }

  /** Changes all pages and publishes; returns 0. */
  int write() {
    sequence++;
    for (int page = 0; page < PAGES; page++) {
      long address = space.write(area, page);
      Memory.putLong(address, sequence);
      Memory.putLong(address + Page.SIZE_BYTES - 8, sequence);
    }
    versions.publish(sequence, 0, 0, "catalog");
    return 0;
  }
}
