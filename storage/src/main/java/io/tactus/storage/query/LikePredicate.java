package io.tactus.storage.query;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowField;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.util.Arrays;

/**
 * {@code like} and {@code ilike}: {@code %} or {@code *} stands for any characters, {@code _} for
 * one, a backslash takes the next character literally. Works on code points, straight from the row;
 * {@code ilike} folds each with the Unicode simple case mapping.
 *
 * <p>Greedy with one point to go back to, so a test costs at most text times pattern.
 */
final class LikePredicate extends Predicate {

  private static final int ANY = -1;
  private static final int ONE = -2;

  private final RowField field;
  private final boolean foldsCase;
  private final int[] pattern;
  private final int stepsPerByte;

  LikePredicate(RowField field, String text, boolean foldsCase) {
    this.field = field;
    this.foldsCase = foldsCase;
    int[] symbols = new int[text.length()];
    int count = 0;
    boolean literal = false;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (!literal && point == '\\') {
        literal = true;
        continue;
      }
      boolean any = !literal && (point == '%' || point == '*');
      boolean one = !literal && point == '_';
      symbols[count++] = any ? ANY : one ? ONE : fold(point);
      literal = false;
    }
    if (literal) {
      throw QueryErrors.malformed("the pattern '" + text + "' ends in its escape character")
          .at("", field.name());
    }
    pattern = Arrays.copyOf(symbols, count);
    stepsPerByte = stepsPerByte(pattern);
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    if (field.isNull(rowAddress)) {
      return UNKNOWN;
    }
    if (field.isValue()) {
      ValueView value = values.view().wrap(values, rowAddress, field.offset());
      long text = value.whole();
      return truth(matches(text, text + value.lengthBytes()));
    }
    long at = field.stringAddress(rowAddress);
    return truth(matches(at, at + field.stringLength(rowAddress)));
  }

  /** Behind a wildcard, every position of the text may be tried up to the next wildcard. */
  @Override
  long steps() {
    long textBytes = field.isValue() ? NOMINAL_TEXT_BYTES : field.sizeBytes();
    return pattern.length + textBytes * stepsPerByte;
  }

  @Override
  boolean mayExceed() {
    return field.isValue();
  }

  @Override
  long excess(long rowAddress, ValueSource values) {
    return field.isValue() ? excessBytes(field, rowAddress, values) * stepsPerByte : 0;
  }

  private static int stepsPerByte(int[] pattern) {
    int longest = 0;
    int run = 0;
    for (int symbol : pattern) {
      run = symbol == ANY ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return 1 + longest;
  }

  private boolean matches(long from, long end) {
    long at = from;
    int p = 0;
    int afterAny = -1;
    long resume = 0;
    while (at < end) {
      int symbol = p < pattern.length ? pattern[p] : 0;
      if (p < pattern.length && symbol == ANY) {
        afterAny = ++p;
        resume = at;
      } else if (p < pattern.length && (symbol == ONE || symbol == fold(point(at)))) {
        p++;
        at += pointBytes(at);
      } else if (afterAny >= 0) {
        // Let the last wildcard take one character more, and try again behind it.
        p = afterAny;
        resume += pointBytes(resume);
        at = resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == ANY) {
      p++;
    }
    return p == pattern.length;
  }

  private int fold(int point) {
    return foldsCase ? Character.toLowerCase(Character.toUpperCase(point)) : point;
  }

  /** Rows hold well-formed UTF-8 only: the first byte tells the length. */
  private static int pointBytes(long at) {
    int first = Memory.getByte(at) & 0xFF;
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  private static int point(long at) {
    int first = Memory.getByte(at) & 0xFF;
    return switch (pointBytes(at)) {
      case 1 -> first;
      case 2 -> ((first & 0x1F) << 6) | tail(at + 1);
      case 3 -> ((first & 0x0F) << 12) | (tail(at + 1) << 6) | tail(at + 2);
      default -> ((first & 0x07) << 18) | (tail(at + 1) << 12) | (tail(at + 2) << 6) | tail(at + 3);
    };
  }

  private static int tail(long at) {
    return Memory.getByte(at) & 0x3F;
  }
}
