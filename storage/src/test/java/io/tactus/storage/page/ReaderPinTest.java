package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * {@link Reader#pin()} with the writer in the one place where it can do harm: behind the reader's
 * first look at what is published and before its announcement, so that nothing is held back. One
 * thread plays both, step by step.
 */
class ReaderPinTest {
  private static final int PAGES = 4;

  private final FramePool pool = new FramePool(1_000);
  private final PageSpace space = new PageSpace(pool, 1_000, 1 << 20);
  private final int area = space.createArea();
  private long sequence;
  private Versions versions;

  /** Lets the writer in before an announcement, once. */
  private static class SteppedSlots extends PinSlots {
    private Runnable meanwhile = () -> {};
    private int announcements;

    SteppedSlots() {
      super(4);
    }

    @Override
    public void announce(int slot, long version) {
      Runnable now = meanwhile;
      meanwhile = () -> {};
      now.run();
      announcements++;
      super.announce(slot, version);
    }
  }

  private static final class UnconfirmedSlots extends SteppedSlots {
    @Override
    protected boolean confirms(boolean unchanged) {
      return true;
    }
  }

  private Reader open(SteppedSlots slots) {
    for (int page = 0; page < PAGES; page++) {
      space.appendPage(area);
    }
    space.commit();
    versions = new Versions(space, slots, "catalog");
    publish();
    return versions.register();
  }

  /** Every page says in its first eight bytes which command wrote it. */
  private void publish() {
    sequence++;
    for (int page = 0; page < PAGES; page++) {
      space.putLong(area, page, 0, sequence);
    }
    space.commit();
    versions.publish(sequence, 0, 0, "catalog");
  }

  private boolean isWhole(Version version) {
    for (int page = 0; page < PAGES; page++) {
      if (Memory.getLong(version.address(area, page)) != version.sequence()) {
        return false;
      }
    }
    return true;
  }

  @AfterEach
  void close() {
    versions.close();
    space.close();
    pool.close();
  }

  @Test
  void shouldNotLookAgainWhenNothingIsPublished() {
    SteppedSlots slots = new SteppedSlots();
    try (Reader reader = open(slots)) {
      assertSame(versions.latest(), reader.pin());
      assertEquals(1, slots.announcements);
      reader.unpin();
    }
  }

  /** Another object is published then: the one first looked at may be filled again any time. */
  @Test
  void shouldPinTheNewVersionWhenOneIsPublishedMeanwhile() {
    checkPinWith(1);
  }

  /** The object first looked at is the published one again, as another version. */
  @Test
  void shouldPinTheNewVersionWhenTheObjectIsTheSameAgain() {
    checkPinWith(2);
  }

  @Test
  void shouldPinTheNewVersionWhateverIsPublishedMeanwhile() {
    checkPinWith(3);
  }

  private void checkPinWith(int publications) {
    SteppedSlots slots = new SteppedSlots();
    try (Reader reader = open(slots)) {
      Version before = versions.latest();
      slots.meanwhile = () -> publish(publications);
      Version pinned = reader.pin();
      assertEquals(publications == 2, pinned == before, "the same object after two publications");
      assertSame(versions.latest(), pinned);
      assertEquals(2, slots.announcements, "looked again");
      assertEquals(pinned.number(), versions.oldestPinned());
      publish(5);
      assertEquals(1 + publications, pinned.sequence());
      assertTrue(isWhole(pinned), "held from the pin on");
      reader.unpin();
    }
  }

  private void publish(int times) {
    for (int i = 0; i < times; i++) {
      publish();
    }
  }

  /** What the second look is for: without it the tests above would see this. */
  @Test
  void shouldSeeVersionsComeApartWithoutTheSecondLook() {
    for (int publications = 1; publications <= 3; publications++) {
      sequence = 0;
      SteppedSlots slots = new UnconfirmedSlots();
      try (Reader reader = open(slots)) {
        int times = publications;
        slots.meanwhile = () -> publish(times);
        Version pinned = reader.pin();
        assertEquals(1, slots.announcements);
        publish(5);
        assertFalse(
            isWhole(pinned) && pinned.sequence() == 1 + publications,
            publications + " publications were not noticed");
        assertNotEquals(versions.latest().number(), versions.oldestPinned());
        reader.unpin();
      }
    }
  }
}
