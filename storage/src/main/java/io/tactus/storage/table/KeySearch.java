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
 * <p>Keys that a table was filled with in order, as generated ones are, lie at a constant distance
 * from their slots. Once {@link SlotGuess} has seen that, the row that the distance leads to is
 * looked at first: if it is live and has the wanted key, it is the row, since keys are unique, and
 * neither directory nor bucket has been read.
 *
 * <p>A key of eight bytes in one place, as most are, is found by short, straight code: the
 * processor sees about 300 instructions ahead, so the fewer a look-up has, the more of them are
 * waiting for memory at once. Other keys, and rows that are not where they most likely are, go the
 * way of {@link IndexSearch}.
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

  // For keys of eight bytes all that a look-up asks for, in this one object.
  private int keyOffset;
  private long hashStart;
  private int neighbourBits;
  private int directoryMask;
  private int directoryHeight;
  private long directoryTop;
  private int bucketsHeight;
  private long bucketsTop;
  private long bucketCount;
  private int rowsHeight;
  private long rowsTop;
  private long rowPages;
  private long slots;
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
    keyOffset = key.eightAt();
    hashStart = Hash64.start(seed);
    neighbourBits = IndexSearch.neighbourBits(this);
    directoryMask = (1 << IndexSearch.depth(this)) - 1;
    directoryHeight = directory.height();
    directoryTop = directory.top();
    bucketsHeight = buckets.height();
    bucketsTop = buckets.top();
    bucketCount = buckets.pageCount();
    rowsHeight = rows.height();
    rowsTop = rows.top();
    rowPages = rows.pageCount();
    reciprocal = meta.reciprocal();
    rowBytes = meta.rowBytes();
    rowBytesPerPage = meta.rowsPerPage() * rowBytes;
    slots = Math.max(0, rowPages - 1) * meta.rowsPerPage();
    int area = index.area() == meta.primary().area() ? index.area() : NONE;
    if (area != guessedArea) {
      guessedArea = area;
      guess.forget();
    }
  }

  /** Returns the slot of the row with this key image, or 0. */
  long slot(long keyAddress) {
    int fragment = KeyFragment.of(key, keyAddress, seed, neighbourBits);
    return IndexSearch.find(this, key, fragment, keyAddress);
  }

  /** Returns the address of the row with this key image, or 0. */
  long find(long keyAddress) {
    if (keyOffset < 0) {
      return rowOf(slot(keyAddress));
    }
    long wanted = Memory.getLong(keyAddress);
    if (guess.isMade()) {
      long row = guessed(wanted);
      if (row != 0) {
        return row;
      }
      guess.wasWrong();
    }
    return lookUp(wanted, keyAddress);
  }

  /** Returns the row at the guessed slot if it is the wanted one, else 0. */
  private long guessed(long wanted) {
    long slot = guess.slot(wanted);
    if (Long.compareUnsigned(slot - 1, slots) >= 0) {
      return 0;
    }
    long row = rowAt(slot, TableMeta.page(slot, reciprocal));
    // A slot that was freed keeps its key behind the header, and one never used has no header.
    return Memory.getLong(row) > 0 && Memory.getLong(row + keyOffset) == wanted ? row : 0;
  }

  private long lookUp(long wanted, long keyAddress) {
    int fragment = KeyFragment.ofEight(wanted, hashStart, neighbourBits);
    long bucket = bucketOf(fragment);
    long near = IndexSearch.slotNear(bucket, fragment);
    if (near != 0) {
      long row = rowNear(near);
      if (Memory.getLong(row + keyOffset) == wanted) {
        learn(wanted, near);
        return row;
      }
    }
    return rowOf(IndexSearch.walk(this, key, fragment, bucket, keyAddress));
  }

  private void learn(long wanted, long slot) {
    if (!guess.isMade() && guessedArea != NONE) {
      guess.learn(wanted, slot);
    }
  }

  private long bucketOf(int fragment) {
    long at = IndexSearch.directoryByte(fragment & directoryMask);
    long page = AreaView.address(directoryTop, directoryHeight, at >>> Page.SHIFT);
    long number = Memory.getInt(page + (at & Page.MASK)) & 0xFFFFFFFFL;
    if (number >= bucketCount) {
      throw buckets.noSuchPage(number);
    }
    return AreaView.address(bucketsTop, bucketsHeight, number);
  }

  /** As {@link #row}, from the fields of this object. */
  private long rowNear(long slot) {
    long page = TableMeta.page(slot, reciprocal);
    if (page >= rowPages) {
      throw rows.noSuchPage(page);
    }
    return rowAt(slot, page);
  }

  private long rowAt(long slot, long page) {
    return AreaView.address(rowsTop, rowsHeight, page)
        + (slot - 1) * rowBytes
        - (page - 1) * rowBytesPerPage;
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
