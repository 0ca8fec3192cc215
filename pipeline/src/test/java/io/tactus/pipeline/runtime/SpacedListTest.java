package io.tactus.pipeline.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SpacedListTest {

  @Test
  void shouldHoldWhatTheMakerMadeInItsOrderAndNoSpacer() {
    AtomicInteger made = new AtomicInteger();

    List<Integer> list = new SpacedList<>(5, made::incrementAndGet);

    assertEquals(List.of(1, 2, 3, 4, 5), list);
    assertEquals(5, list.size());
    assertThrows(IndexOutOfBoundsException.class, () -> list.get(5));
  }

  @Test
  void shouldBeEmptyForNothing() {
    assertEquals(List.of(), new SpacedList<>(0, Object::new));
  }
}
