package io.tactus.storage.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tactus.storage.Rejection;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowField;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.nio.charset.StandardCharsets;

/**
 * {@code match} and {@code imatch}: whether a regular expression matches somewhere in the text.
 *
 * <p>RE2 matches in time linear to the text, whatever the expression, so that no filter can hold a
 * thread up; in exchange there are no back-references and no looking around. A dot also stands for
 * a line break, and {@code ^} and {@code $} for the ends of the whole text, as in PostgreSQL. Tests
 * allocate: RE2 reads from the heap.
 */
final class RegexPredicate extends Predicate {

  /** Most instructions of a compiled expression: a test is charged text times instructions. */
  static final int MAX_PROGRAM = 1_024;

  /** What is larger than this by a bound that errs on the large side is not even compiled. */
  private static final long MAX_BOUND = 8 * MAX_PROGRAM;

  private final RowField field;
  private final Pattern pattern;

  /**
   * Compiles an expression.
   *
   * @throws Rejection INVALID_QUERY if it is none, or too large
   */
  RegexPredicate(RowField field, String text, boolean foldsCase) {
    this.field = field;
    long bound = RegexSize.bound(text);
    if (bound > MAX_BOUND) {
      throw tooLarge(field, "a regular expression of " + bound + " steps");
    }
    int flags = Pattern.DOTALL | (foldsCase ? Pattern.CASE_INSENSITIVE : 0);
    try {
      pattern = Pattern.compile(text, flags);
    } catch (PatternSyntaxException e) {
      throw QueryErrors.malformed("'" + text + "' is no regular expression: " + e.getDescription())
          .withHint("the syntax is RE2's; there are no back-references and no looking around")
          .at("", field.name());
    } catch (RuntimeException e) {
      // A defect of the compiler must not end the one who applies commands.
      throw QueryErrors.malformed("'" + text + "' cannot be compiled").at("", field.name());
    }
    if (pattern.programSize() > MAX_PROGRAM) {
      throw tooLarge(field, "a regular expression of " + pattern.programSize() + " steps");
    }
  }

  private static Rejection tooLarge(RowField field, String what) {
    return QueryErrors.tooLarge(what, MAX_PROGRAM).at("", field.name());
  }

  @Override
  int test(long rowAddress, ValueSource values) {
    if (field.isNull(rowAddress)) {
      return UNKNOWN;
    }
    if (field.isValue()) {
      ValueView value = values.view().wrap(values, rowAddress, field.offset());
      return find(value.whole(), value.lengthBytes());
    }
    return find(field.stringAddress(rowAddress), field.stringLength(rowAddress));
  }

  private int find(long address, int length) {
    byte[] utf8 = new byte[length];
    Memory.getBytes(address, utf8, 0, length);
    // Not the bytes themselves: RE2/J 1.8 then finds ^.$ in "éa".
    return truth(pattern.matcher(new String(utf8, StandardCharsets.UTF_8)).find());
  }

  @Override
  long steps() {
    long textBytes = field.isValue() ? NOMINAL_TEXT_BYTES : field.sizeBytes();
    return (1 + textBytes) * pattern.programSize();
  }

  @Override
  long regexSize() {
    return pattern.programSize();
  }

  @Override
  boolean mayExceed() {
    return field.isValue();
  }

  @Override
  long excess(long rowAddress, ValueSource values) {
    return field.isValue() ? excessBytes(field, rowAddress, values) * pattern.programSize() : 0;
  }
}
