package io.tactus.gateway.json;

import io.tactus.storage.json.JsonText;
import io.tactus.storage.json.ObjectNames;
import java.util.Arrays;

/**
 * The names one object has given so far. The first few are compared with each other; from then on a
 * hash table keeps an object of many members from costing the square of them.
 *
 * <p>Threading: one thread; reused from object to object.
 */
final class MemberNames {

  private static final int FEW = 12;

  private final int[] starts = new int[FEW];
  private final int[] ends = new int[FEW];
  private int count;
  private ObjectNames many;

  void clear() {
    count = 0;
  }

  /** Adds the name between two quotes of a validated document; false if it was there already. */
  boolean add(byte[] document, int from, int to) {
    if (count < FEW) {
      for (int i = 0; i < count; i++) {
        if (isSame(document, starts[i], ends[i], from, to)) {
          return false;
        }
      }
      starts[count] = from;
      ends[count++] = to;
      return true;
    }
    if (count == FEW) {
      many = many == null ? new ObjectNames(System.nanoTime()) : many;
      many.clear();
      for (int i = 0; i < FEW; i++) {
        put(document, starts[i], ends[i]);
      }
    }
    count++;
    return put(document, from, to);
  }

  private boolean put(byte[] document, int from, int to) {
    return many.add(document, from, to, JsonText.hasEscape(document, from, to), 0);
  }

  private static boolean isSame(byte[] document, int from, int to, int otherFrom, int otherTo) {
    if (Arrays.equals(document, from, to, document, otherFrom, otherTo)) {
      return true;
    }
    boolean escaped =
        JsonText.hasEscape(document, from, to) || JsonText.hasEscape(document, otherFrom, otherTo);
    return escaped && text(document, from).equals(text(document, otherFrom));
  }

  private static String text(byte[] document, int from) {
    return JsonOffsets.string(document, from - 1);
  }
}
