package io.tactus.storage.query;

import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedKey;
import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.TypeKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The parts of an ordered index in which the rows of a filter lie: values of the first leaves, one
 * or several each, then a range of the next leaf.
 *
 * <pre>
 *   index (region, skill, id)      region=in.(eu,us)&skill=gte.1400
 *   ranges                         [eu 1400 … eu]  [us 1400 … us]
 * </pre>
 *
 * <p>Threading: immutable.
 *
 * @param key the encoding of the index's keys
 * @param prefixes the encoded values of the first leaves, in order; none if no row can match
 * @param prefixLeaves how many leaves those are
 * @param single which of them have one value
 * @param nulls whether one of them is null
 * @param bounded whether the next leaf is bounded, so that rows in which it is null are left out
 * @param ranges the ranges, ascending
 * @param used the terms of the filter that hold for every row in them
 * @param implied bounds of the ranges that follow from terms which have to be tested all the same
 * @param share one row in so many of those with a prefix is taken to lie within the bounds
 * @param unique whether at most one row has each prefix
 */
record OrderedRanges(
    OrderedKey key,
    List<byte[]> prefixes,
    int prefixLeaves,
    BitSet single,
    boolean nulls,
    boolean bounded,
    List<KeyRange> ranges,
    BitSet used,
    List<Restriction> implied,
    long share,
    boolean unique) {

  private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;

  /** One row in so many is taken to have a given value of a leaf. */
  private static final long ROWS_PER_VALUE = 100;

  private static final long SHARE_BETWEEN = 16;
  private static final long SHARE_BEYOND = 3;

  /** Returns the ranges a filter leaves of an index. */
  static OrderedRanges of(List<FilterTerm> terms, OrderedKey key, boolean unique) {
    BitSet used = new BitSet();
    BitSet single = new BitSet();
    List<byte[]> prefixes = List.of(new byte[0]);
    int leaf = 0;
    boolean nulls = false;
    for (; leaf < key.leafCount(); leaf++) {
      int term = pointTerm(terms, key.leaf(leaf));
      if (term < 0) {
        break;
      }
      TreeSet<byte[]> values = values(key, leaf, terms.get(term).restriction());
      if ((long) prefixes.size() * values.size() > QueryLimits.MAX_LOOK_UPS) {
        break;
      }
      nulls |= terms.get(term).restriction().kind() == Restriction.Kind.NULL;
      single.set(leaf, values.size() <= 1);
      used.set(term);
      prefixes = product(prefixes, values);
    }
    if (leaf == key.leafCount()) {
      List<KeyRange> ranges = prefixes.stream().map(KeyRange::prefix).toList();
      return new OrderedRanges(
          key, prefixes, leaf, single, nulls, false, ranges, used, List.of(), 1, unique && !nulls);
    }
    List<Restriction> implied = new ArrayList<>();
    Restriction lower = bound(terms, key.leaf(leaf), true, used, implied);
    Restriction upper = bound(terms, key.leaf(leaf), false, used, implied);
    List<KeyRange> ranges = new ArrayList<>();
    for (byte[] prefix : prefixes) {
      ranges.add(range(key, leaf, prefix, lower, upper));
    }
    boolean bounded = lower != null || upper != null;
    long share = lower != null && upper != null ? SHARE_BETWEEN : bounded ? SHARE_BEYOND : 1;
    return new OrderedRanges(
        key,
        prefixes,
        leaf,
        single,
        nulls,
        bounded,
        List.copyOf(ranges),
        used,
        List.copyOf(implied),
        share,
        false);
  }

  private static int pointTerm(List<FilterTerm> terms, RowField field) {
    int point = KeyImages.pointTerm(terms, field);
    for (int i = 0; point < 0 && i < terms.size(); i++) {
      Restriction restriction = terms.get(i).restriction();
      if (restriction != null
          && restriction.field() == field
          && restriction.kind() == Restriction.Kind.NULL
          && field.nullable()) {
        point = i;
      }
    }
    return point;
  }

  /**
   * Returns the tightest bound of a field on one side, or null. Terms that are no more than such a
   * bound hold for every row within it.
   */
  private static Restriction bound(
      List<FilterTerm> terms,
      RowField field,
      boolean lower,
      BitSet used,
      List<Restriction> implied) {
    Restriction tightest = null;
    Restriction tightestImplied = null;
    for (int i = 0; i < terms.size(); i++) {
      Restriction restriction = terms.get(i).restriction();
      if (restriction != null
          && restriction.field() == field
          && (lower ? restriction.kind().isLower() : restriction.kind().isUpper())) {
        tightest = ImpliedBounds.tighter(tightest, restriction);
        used.set(i);
      }
      tightestImplied =
          ImpliedBounds.tighter(tightestImplied, terms.get(i).implied().bound(field, lower));
    }
    if (tightestImplied == null
        || (tightest != null && ImpliedBounds.implies(tightest, tightestImplied))) {
      return tightest;
    }
    implied.add(tightestImplied);
    return tightestImplied;
  }

  private static TreeSet<byte[]> values(OrderedKey key, int leaf, Restriction restriction) {
    TreeSet<byte[]> values = new TreeSet<>(BY_BYTES);
    byte[] image = new byte[key.keyBytes()];
    if (restriction.kind() == Restriction.Kind.NULL) {
      key.putNull(image, leaf);
      values.add(part(key, image, leaf));
      return values;
    }
    for (FilterValue value : restriction.values()) {
      if (put(key, image, leaf, value)) {
        values.add(part(key, image, leaf));
      }
    }
    return values;
  }

  private static byte[] part(OrderedKey key, byte[] image, int leaf) {
    return Arrays.copyOfRange(image, key.offset(leaf), key.offset(leaf + 1));
  }

  /** Writes a value into a key; false for a string that is longer than the leaf can hold. */
  private static boolean put(OrderedKey key, byte[] image, int leaf, FilterValue value) {
    TypeKind kind = key.leaf(leaf).kind();
    if (kind == TypeKind.STRING) {
      return key.putString(image, leaf, value.bytes());
    }
    if (kind == TypeKind.UUID) {
      ByteBuffer uuid = ByteBuffer.wrap(value.bytes());
      key.putUuid(image, leaf, uuid.getLong(), uuid.getLong());
    } else if (kind.isFloat()) {
      key.putDouble(image, leaf, value.number());
    } else {
      key.putLong(image, leaf, value.bits());
    }
    return true;
  }

  private static KeyRange range(
      OrderedKey key, int leaf, byte[] prefix, Restriction lower, Restriction upper) {
    byte[] image = new byte[key.keyBytes()];
    // The marker before a value: a bound on one side leaves out nulls on the other.
    byte[] values = lower == null && upper == null ? prefix : notNull(key, leaf, prefix);
    byte[] low = values;
    boolean lowInclusive = true;
    if (lower != null) {
      // All a leaf can hold that begins like too long a string is below it.
      boolean fits = put(key, image, leaf, lower.value());
      low = join(prefix, part(key, image, leaf));
      lowInclusive = fits && lower.kind() == Restriction.Kind.FROM;
    }
    byte[] high = values;
    boolean highInclusive = true;
    if (upper != null) {
      boolean fits = put(key, image, leaf, upper.value());
      high = join(prefix, part(key, image, leaf));
      highInclusive = !fits || upper.kind() == Restriction.Kind.UP_TO;
    }
    return new KeyRange(low, lowInclusive, high, highInclusive);
  }

  /** Returns the first bytes of all keys with a prefix whose next leaf is not null. */
  static byte[] notNull(OrderedKey key, int leaf, byte[] prefix) {
    return key.leaf(leaf).nullable() ? join(prefix, new byte[] {0}) : prefix;
  }

  /** Returns the first bytes of all keys with a prefix whose next leaf is null. */
  static byte[] isNull(OrderedKey key, int leaf, byte[] prefix) {
    byte[] image = new byte[key.keyBytes()];
    key.putNull(image, leaf);
    return join(prefix, part(key, image, leaf));
  }

  private static List<byte[]> product(List<byte[]> heads, TreeSet<byte[]> tails) {
    List<byte[]> all = new ArrayList<>();
    for (byte[] head : heads) {
      for (byte[] tail : tails) {
        all.add(join(head, tail));
      }
    }
    return all;
  }

  private static byte[] join(byte[] head, byte[] tail) {
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  /** Returns how many rows are taken to lie in the ranges. */
  long estimate(long tableRows) {
    if (unique) {
      return prefixes.size();
    }
    long perPrefix = tableRows;
    for (int i = 0; i < prefixLeaves; i++) {
      perPrefix /= ROWS_PER_VALUE;
    }
    return Math.min(tableRows, prefixes.size() * Math.max(1, perPrefix / share));
  }

  /** Returns the most rows that can lie in the ranges. */
  long mostRows(long tableRows) {
    return unique ? prefixes.size() : prefixes.isEmpty() ? 0 : tableRows;
  }

  /** Tells whether the filter leaves anything out, so that the index is of use by itself. */
  boolean restricts() {
    return prefixLeaves > 0 || bounded;
  }
}
