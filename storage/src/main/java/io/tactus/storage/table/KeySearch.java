package io.tactus.storage.table;

import io.tactus.storage.index.Hash64;
import io.tactus.storage.index.IndexPages;
import io.tactus.storage.index.IndexSearch;
import io.tactus.storage.index.KeyFields;
import io.tactus.storage.index.KeyFragment;
import io.tactus.storage.page.AreaView;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Version;

/**
 * Finds rows of a pinned version by a unique hash index; what is the same for every key is resolved
 * once, when it is bound.
 *
 * <p>A key of eight bytes in one place, as most are, is found by short, straight code: the
 * processor sees about 500 instructions ahead, so the fewer a look-up has, the more of them are
 * waiting for memory at once. Other keys, and rows that are not where they most likely are, go the
 * way of {@link IndexSearch}.
 *
 * <p>Keys that a table was filled with in order, as generated ones are, lie at a constant distance
 * from their slots. Once {@link SlotGuess} has seen that, the row that the distance leads to is
 * looked at first: if it is live and has the wanted key, it is the row, since keys are unique, and
 * neither directory nor bucket has been read.
 *
 * <pre>
 *   bind ──► learning ── rows lie in the order of their keys ──► guessing
 *               └─────── they do not, or keys may be null ─────► straight
 * </pre>
 *
 * <p>Threading: one thread at a time; valid while the version is pinned.
 */
final class KeySearch implements IndexPages {
  private static final int NONE = -1;

  private final AreaView directory = new AreaView();
  private final AreaView buckets = new AreaView();
  private final AreaView rows;
  private final SlotGuess guess = new SlotGuess();

  /** The index that guesses are about, or {@link #NONE}: only primary keys are never null. */
  private int guessedArea = NONE;

  private TableMeta meta;
  private KeyFields key;
  private long seed;
  private int neighbourBits;

  /** Whether keys are of eight bytes, and no guesses are made or learned: nothing else to ask. */
  private boolean straight;

  /** Whether directory, buckets and rows are as high as in {@link #lookUp}. */
  private boolean large;

  // For keys of eight bytes all that a look-up asks for, in this one object, and as it asks for it.
  private boolean eightBytes;
  private long keyOffset;
  private long hashStart;
  private long directoryMask;
  private int directoryHeight;
  private long directoryTop;
  private int bucketsHeight;
  private long bucketsTop;
  private int bucketCount;
  private int rowsHeight;
  private long rowsTop;
  private long pagesOfRows;
  private long slots;
  private long slotsBeforePages;
  private long reciprocal;
  private long rowBytes;
  private long rowBytesPerPage;

  /** Creates a search that is bound to nothing; {@code rows} is bound by the reader. */
  KeySearch(AreaView rows) {
    this.rows = rows;
  }

  /** Points this search at a unique hash index of the table whose rows are bound. */
  void bind(Version version, TableMeta newMeta, IndexMeta index) {
    directory.bind(version, index.area());
    buckets.bind(version, index.secondArea());
    meta = newMeta;
    key = index.key();
    seed = index.seed();
    neighbourBits = IndexSearch.neighbourBits(this);
    eightBytes = key.eightAt() >= 0 && neighbourBits == KeyFragment.NEIGHBOUR_BITS;
    keyOffset = key.eightAt();
    hashStart = Hash64.start(seed);
    directoryMask = (1L << IndexSearch.depth(this)) - 1;
    directoryHeight = directory.height();
    directoryTop = directory.top();
    bucketsHeight = buckets.height();
    bucketsTop = buckets.top();
    bucketCount = (int) buckets.pageCount(); // A directory names 2^24 at most.
    // Nobody asks for a page of the directory again: it is there if its last one is.
    directory.address(IndexSearch.directoryByte(directoryMask) >>> Page.SHIFT);
    rowsHeight = rows.height();
    rowsTop = rows.top();
    pagesOfRows = Math.max(0, rows.pageCount() - 1);
    slots = pagesOfRows * meta.rowsPerPage();
    slotsBeforePages = meta.rowsPerPage() - 1L;
    reciprocal = meta.reciprocal();
    rowBytes = meta.rowBytes();
    rowBytesPerPage = meta.rowsPerPage() * rowBytes;
    large = directoryHeight == 1 && bucketsHeight == 2 && rowsHeight == 2;
    bindGuess(index);
  }

  private void bindGuess(IndexMeta index) {
    int area = index.area() == meta.primary().area() ? index.area() : NONE;
    if (area != guessedArea) {
      guessedArea = area;
      guess.forget();
    }
    guess.tryAgain();
    straight = eightBytes && area == NONE;
  }

  /** Returns the slot of the row with this key image, or 0. */
  long slot(long keyAddress) {
    int fragment = KeyFragment.of(key, keyAddress, seed, neighbourBits);
    return IndexSearch.find(this, key, fragment, keyAddress);
  }

  /** Returns the address of the row with this key image, or 0. */
  long find(long keyAddress) {
    if (!straight) {
      return findOtherwise(keyAddress);
    }
    return large ? lookUp(keyAddress, true) : lookUp(keyAddress, false);
  }

  private long findOtherwise(long keyAddress) {
    if (!eightBytes) {
      return rowOf(slot(keyAddress));
    }
    return guess.isMade() ? guessed(keyAddress) : learned(keyAddress);
  }

  private long guessed(long keyAddress) {
    long wanted = Memory.getLong(keyAddress);
    long slot = guess.slot(wanted);
    if (Long.compareUnsigned(slot - 1, slots) < 0) {
      long place = slot + slotsBeforePages;
      long row = rowAt(place, TableMeta.pages(place, reciprocal), rowsHeight);
      // A slot that was freed keeps its key behind the header, and one never used has no header.
      if (Memory.getLong(row) > 0 && Memory.getLong(row + keyOffset) == wanted) {
        return row;
      }
    }
    guess.wasWrong();
    return lookUp(keyAddress, false);
  }

  private long learned(long keyAddress) {
    long wanted = Memory.getLong(keyAddress);
    long fragment = KeyFragment.ofEight(wanted, hashStart);
    long bucket = bucketOf(fragment, false);
    long group = IndexSearch.homeGroup(bucket, fragment);
    long row = rowIn(group, fragment, wanted, false);
    if (row == 0) {
      guess.learnNothing();
      row = lookFarther(keyAddress, fragment, bucket, group);
    } else {
      guess.learn(wanted, IndexSearch.slotOf(IndexSearch.leastRank(group, fragment)));
    }
    straight = guess.isGivenUp();
    return row;
  }

  /**
   * For keys of eight bytes.
   *
   * @param isLarge a constant where this is compiled: then nobody asks how high the areas are,
   *     which is 1 for the directory and 2 for buckets and rows, with pages of 4 KiB from some
   *     300,000 rows to 4 GiB of them
   */
  private long lookUp(long keyAddress, boolean isLarge) {
    long wanted = Memory.getLong(keyAddress);
    long fragment = KeyFragment.ofEight(wanted, hashStart);
    long bucket = bucketOf(fragment, isLarge);
    long group = IndexSearch.homeGroup(bucket, fragment);
    long row = rowIn(group, fragment, wanted, isLarge);
    return row != 0 ? row : lookFarther(keyAddress, fragment, bucket, group);
  }

  /** For one row in 17 of a table of ten million, and keys that no row has. */
  private long lookFarther(long keyAddress, long fragment, long bucket, long homeGroup) {
    long next = IndexSearch.nextGroup(homeGroup);
    long row = rowIn(next, fragment, Memory.getLong(keyAddress), false);
    return row != 0 ? row : rowOf(IndexSearch.walk(this, key, (int) fragment, bucket, keyAddress));
  }

  private long bucketOf(long fragment, boolean isLarge) {
    long at = IndexSearch.directoryByte(fragment & directoryMask);
    long page = AreaView.address(directoryTop, isLarge ? 1 : directoryHeight, at >>> Page.SHIFT);
    int number = Memory.getInt(page + (at & Page.MASK));
    if (Integer.compareUnsigned(number, bucketCount) >= 0) {
      throw buckets.noSuchPage(Integer.toUnsignedLong(number));
    }
    return AreaView.address(
        bucketsTop, isLarge ? 2 : bucketsHeight, Integer.toUnsignedLong(number));
  }

  /**
   * Returns the row with the wanted key if its entry is in this group, else 0; also if the entry
   * names a slot that is not there, as an empty one does: the walk tells what is wrong with it.
   */
  private long rowIn(long group, long fragment, long wanted, boolean isLarge) {
    long rank = IndexSearch.leastRank(group, fragment);
    if (IndexSearch.isMatch(rank)) {
      long place = IndexSearch.slotOf(rank) + slotsBeforePages;
      long page = TableMeta.pages(place, reciprocal);
      if (Long.compareUnsigned(page - 1, pagesOfRows) < 0) {
        long row = rowAt(place, page, isLarge ? 2 : rowsHeight);
        if (Memory.getLong(row + keyOffset) == wanted) {
          return row;
        }
      }
    }
    return 0;
  }

  /** Given the place that a row would have if page 0 held rows, too, and its page. */
  private long rowAt(long place, long page, int height) {
    return AreaView.address(rowsTop, height, page) + place * rowBytes - page * rowBytesPerPage;
  }

  private long rowOf(long slot) {
    return slot == 0 ? 0 : row(slot);
  }

  @Override
  public long directoryPage(long page) {
    return directory.address(page);
  }

  @Override
  public long bucketPage(long page) {
    return buckets.address(page);
  }

  @Override
  public long row(long slot) {
    return rows.address(meta.page(slot)) + meta.offset(slot);
  }
}
