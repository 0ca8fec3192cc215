package io.tactus.storage.page;

import java.util.ArrayList;
import java.util.List;

/** What a space should contain: plain arrays, copied whole. Test oracle. */
final class ModelSpace {

  private final List<List<byte[]>> areas;
  private final List<Boolean> live;

  ModelSpace() {
    areas = new ArrayList<>();
    live = new ArrayList<>();
    areas.add(null); // area 0 is the space's own
    live.add(false);
  }

  private ModelSpace(ModelSpace other) {
    areas = new ArrayList<>();
    for (List<byte[]> pages : other.areas) {
      List<byte[]> copy = null;
      if (pages != null) {
        copy = new ArrayList<>();
        for (byte[] page : pages) {
          copy.add(page.clone());
        }
      }
      areas.add(copy);
    }
    live = new ArrayList<>(other.live);
  }

  ModelSpace copy() {
    return new ModelSpace(this);
  }

  int create() {
    areas.add(new ArrayList<>());
    live.add(true);
    return areas.size() - 1;
  }

  void drop(int area) {
    areas.set(area, new ArrayList<>());
    live.set(area, false);
  }

  boolean isLive(int area) {
    return live.get(area);
  }

  int areaLimit() {
    return areas.size();
  }

  int pages(int area) {
    return areas.get(area).size();
  }

  void append(int area) {
    areas.get(area).add(new byte[Page.SIZE_BYTES]);
  }

  void truncate(int area, int pages) {
    List<byte[]> list = areas.get(area);
    while (list.size() > pages) {
      list.removeLast();
    }
  }

  byte[] page(int area, int page) {
    return areas.get(area).get(page);
  }

  /** Where a source of pages differs from this, or null. */
  String difference(int areaLimit, Pages pages) {
    if (areaLimit != areaLimit()) {
      return areaLimit + " areas instead of " + areaLimit();
    }
    byte[] actual = new byte[Page.SIZE_BYTES];
    for (int area = 1; area < areaLimit; area++) {
      if (pages.count(area) != pages(area)) {
        return "area " + area + ": " + pages.count(area) + " pages instead of " + pages(area);
      }
      for (int page = 0; page < pages(area); page++) {
        Memory.getBytes(pages.address(area, page), actual, 0, actual.length);
        int mismatch = java.util.Arrays.mismatch(actual, page(area, page));
        if (mismatch >= 0) {
          return "area " + area + ", page " + page + ", byte " + mismatch;
        }
      }
    }
    return null;
  }

  String difference(PageSpace space) {
    return difference(
        space.areaLimit(),
        new Pages() {
          @Override
          public long count(int area) {
            return space.pageCount(area);
          }

          @Override
          public long address(int area, long page) {
            return space.read(area, page);
          }
        });
  }

  String difference(Version version) {
    return difference(
        version.areaLimit(),
        new Pages() {
          @Override
          public long count(int area) {
            return version.pageCount(area);
          }

          @Override
          public long address(int area, long page) {
            return version.address(area, page);
          }
        });
  }

  /** A source of pages. */
  interface Pages {
    long count(int area);

    long address(int area, long page);
  }
}
