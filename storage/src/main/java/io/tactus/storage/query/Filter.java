package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.Charge;
import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A compiled filter: which rows of one layout are wanted.
 *
 * <p>Comparisons follow SQL: one with null is neither true nor false, and only true is wanted.
 * Threading: immutable. {@link #matches} allocates nothing.
 */
public final class Filter {

  private final RowLayout layout;
  private final List<FilterTerm> terms;
  private final Predicate predicate;
  private final String text;
  private final long testCost;
  private final Filter cheap;
  private final Predicate dear;

  /** Made when first needed; several threads may make the same one. */
  private Kernel kernel;

  private Filter(RowLayout layout, List<FilterTerm> terms, String text) {
    this.layout = layout;
    this.terms = List.copyOf(terms);
    this.predicate = conjunction(new BitSet());
    this.text = text;
    this.testCost = testCost(predicate);
    List<FilterTerm> cheapTerms = new ArrayList<>();
    BitSet cheapOnes = new BitSet();
    for (int i = 0; i < terms.size(); i++) {
      if (!terms.get(i).predicate().mayExceed()) {
        cheapTerms.add(terms.get(i));
        cheapOnes.set(i);
      }
    }
    this.dear = conjunction(cheapOnes);
    this.cheap = dear == null ? this : new Filter(layout, cheapTerms, text);
  }

  /**
   * Compiles terms, all of which must hold; without terms every row is wanted.
   *
   * @throws Rejection INVALID_QUERY
   */
  public static Filter compile(RowLayout layout, List<QueryTerm> terms) {
    FilterParser parser = new FilterParser(layout);
    for (QueryTerm term : terms) {
      try {
        parser.term(term);
      } catch (Rejection refused) {
        throw refused.at(layout.tableName(), refused.field());
      }
    }
    return new Filter(layout, parser.read(), QueryText.print(terms));
  }

  /**
   * Compiles the text form, {@code skill=gte.1400&region=eq.eu}; see {@link QueryText}.
   *
   * @throws Rejection INVALID_QUERY
   */
  public static Filter parse(RowLayout layout, String text) {
    return compile(layout, QueryText.parse(text));
  }

  /** Returns the layout this filter was compiled for. */
  public RowLayout layout() {
    return layout;
  }

  /** Tells whether every row is wanted. */
  public boolean isEmpty() {
    return predicate == null;
  }

  /**
   * Returns what testing one row may cost beyond reading it, in rows read: 0 for ordinary filters.
   * Texts of any length count as a kibibyte; what longer ones cost is charged when they are tested.
   * Follows from the filter's text and the layout alone, so it may decide outcomes.
   */
  public long testCost() {
    return testCost;
  }

  /**
   * Returns the sum of the sizes of its regular expressions, in instructions: what it took to
   * compile them, and takes to do so again.
   */
  public long regexSize() {
    return predicate == null ? 0 : predicate.regexSize();
  }

  /** As {@link #matches(long, ValueSource)}, for a detached image. */
  public boolean matches(long rowAddress) {
    return matches(rowAddress, ValueSource.DETACHED);
  }

  /**
   * Tells whether the row at an address, of this filter's layout, is wanted.
   *
   * @param values where the row's values of variable length are
   */
  public boolean matches(long rowAddress, ValueSource values) {
    return predicate == null || predicate.test(rowAddress, values) == Predicate.TRUE;
  }

  /**
   * As {@link #matches(long, ValueSource)}, and charges {@link #testCost} and the rest of each long
   * text that is tested.
   *
   * @throws Rejection WORK_BUDGET
   */
  public boolean matches(long rowAddress, ValueSource values, Charge charge) {
    charge.scanned(testCost);
    return predicate == null || predicate.test(rowAddress, values, charge) == Predicate.TRUE;
  }

  /** Returns the filter without the conditions of {@link #dear}; itself if there are none. */
  Filter cheap() {
    return cheap;
  }

  /** Returns all the conditions that may have long texts to read, or null. */
  Predicate dear() {
    return dear;
  }

  /**
   * Returns the filter compiled for whole pages, or null if every row is wanted. Selects the same
   * rows as {@link #matches}.
   */
  public Kernel kernel() {
    Kernel made = kernel;
    if (made == null && predicate != null) {
      made = predicate.kernel(false);
      kernel = made;
    }
    return made;
  }

  /** Returns the conditions, all of which must hold. */
  List<FilterTerm> terms() {
    return terms;
  }

  /** Returns what is left to test if some terms, by their position, are known to hold; or null. */
  Predicate conjunction(BitSet known) {
    List<Predicate> rest = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      if (!known.get(i)) {
        rest.add(terms.get(i).predicate());
      }
    }
    return rest.isEmpty() ? null : Junction.and(rest);
  }

  /** Returns what a test may cost beyond reading the row, in rows read. */
  static long testCost(Predicate predicate) {
    return predicate == null ? 0 : predicate.steps() / Predicate.STEPS_PER_ROW;
  }

  /** Returns the text form. */
  @Override
  public String toString() {
    return text;
  }
}
