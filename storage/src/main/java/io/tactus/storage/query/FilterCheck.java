package io.tactus.storage.query;

import io.tactus.storage.Rejection;
import io.tactus.storage.row.RowLayout;

/**
 * Compiles the filters of one command before it is journaled, so that none reaches the journal that
 * cannot be compiled, and bounds what compiling all of them takes: a command may have thousands,
 * each with hundreds of regular expressions, which nobody's work budget pays for.
 *
 * <p>Threading: one thread. For one command.
 */
public final class FilterCheck {

  /** Most instructions of all regular expressions of a command together. */
  public static final long MAX_REGEX_SIZE = 64 * RegexPredicate.MAX_PROGRAM;

  private Filter latest;
  private long regexSize;

  /** Creates the check of a command that has no filters yet. */
  public FilterCheck() {}

  /**
   * Checks one more filter; one that equals the one before costs nothing.
   *
   * @throws Rejection INVALID_QUERY if it cannot be compiled, or is too much with those before
   */
  public void add(RowLayout layout, String text) {
    if (latest != null && latest.layout() == layout && latest.toString().equals(text)) {
      return;
    }
    latest = Filter.parse(layout, text);
    regexSize += latest.regexSize();
    if (regexSize > MAX_REGEX_SIZE) {
      throw QueryErrors.tooLarge(
              "regular expressions of " + regexSize + " steps in one command", MAX_REGEX_SIZE)
          .at(layout.tableName(), "");
    }
  }
}
