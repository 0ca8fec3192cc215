package io.tactus.perf.storage;

/** What both contenders fill items and their owners with. Threading: immutable. */
final class ItemNumbers {
  static final int ITEMS_PER_OWNER = 10;
  static final int ITEMS_PER_KIND = 10;

  /** Rarities of items that stay; the next one is that of items to be deleted by it. */
  static final int RARITIES = 64;

  private static final int BITS = 20;
  private static final long MASK = (1L << BITS) - 1;

  private ItemNumbers() {}

  /**
   * The id of the nth item that is inserted, n from 1: each number once, in an order in which
   * hardly any two neighbours are near each other.
   */
  static long idOf(long n) {
    long low = n & MASK;
    low = (low * 0xD1B55) & MASK;
    low ^= low >>> (BITS / 2);
    low = (low * 0x9E375) & MASK;
    low ^= low >>> (BITS / 2 + 1);
    return 1 + ((n & ~MASK) | low);
  }

  static int owners(int items) {
    return items / ITEMS_PER_OWNER;
  }

  static int kinds(int items) {
    return items / ITEMS_PER_KIND;
  }

  /** Those of an owner are inserted as far from each other as there are owners. */
  static long ownerOf(long n, int items) {
    return 1 + n % owners(items);
  }

  static int kindOf(long n, int items) {
    return (int) (PlayerStore.goldOf(n * 3) % kinds(items));
  }

  static int rarityOf(long n) {
    return (int) (PlayerStore.goldOf(n * 7) & (RARITIES - 1));
  }

  static long priceOf(long n) {
    return PlayerStore.goldOf(n);
  }
}
