package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PageImageTest {

  private static ModelSpace fill(PageSpace space, long seed) {
    Random random = new Random(seed);
    ModelSpace model = new ModelSpace();
    byte[] bytes = new byte[Page.SIZE_BYTES];
    for (int i = 0; i < 300; i++) {
      int area = space.createArea();
      model.create();
      int pages = i == 7 ? PageTable.FANOUT + 9 : random.nextInt(4);
      for (int page = 0; page < pages; page++) {
        space.appendPage(area);
        model.append(area);
        random.nextBytes(bytes);
        Memory.putBytes(space.write(area, page), bytes, 0, bytes.length);
        System.arraycopy(bytes, 0, model.page(area, page), 0, bytes.length);
      }
      if (i % 10 == 3) {
        space.dropArea(area);
        model.drop(area);
      }
    }
    space.commit();
    return model;
  }

  @Test
  void shouldLoadWhatWasShown() {
    try (PageWorld world = new PageWorld();
        PageWorld copy = new PageWorld()) {
      ModelSpace model = fill(world.space, 1);
      Version version = world.publish();
      PageLoader loader = new PageLoader(copy.space);
      long[] pages = {0};
      PageImage.forEachPage(
          version,
          (area, page, address) -> {
            pages[0]++;
            loader.onPage(area, page, address);
          });
      loader.finish();
      assertEquals(PageImage.pageCount(version), pages[0]);
      assertNull(model.difference(copy.space));
      assertNull(model.difference(copy.publish()));
      assertEquals(world.space.createArea(), copy.space.createArea());
    }
  }

  @Test
  void shouldRefuseAStreamWithAPageMissing() {
    PageWorld copy = new PageWorld();
    try (PageWorld world = new PageWorld()) {
      fill(world.space, 2);
      Version version = world.publish();
      PageLoader loader = new PageLoader(copy.space);
      PageImage.forEachPage(
          version,
          (area, page, address) -> {
            if (area != 8 || page != PageTable.FANOUT + 8) {
              loader.onPage(area, page, address);
            }
          });
      assertThrows(IllegalStateException.class, loader::finish);
      assertThrows(IllegalArgumentException.class, () -> loader.onPage(1, 0, 65536));
      assertThrows(IllegalArgumentException.class, () -> new PageLoader(copy.space));
    }
    copy.space.close();
    copy.pool.close();
  }
}
