package io.tactus.storage.query;

/** The bounds of a query's form; the bounds of its work are given to each run. */
public final class QueryLimits {

  /** Most comparisons of a filter, values of {@code in} lists not counted. */
  public static final int MAX_TERMS = 256;

  /** Deepest nesting of {@code and}, {@code or} and {@code not}. */
  public static final int MAX_DEPTH = 32;

  /** Most values of one {@code in} list. */
  public static final int MAX_LIST = 10_000;

  /** Longest pattern of {@code like} or {@code match}, in characters. */
  public static final int MAX_PATTERN = 1_000;

  /** Most fields of {@code order}. */
  public static final int MAX_ORDER = 16;

  /** Most columns of {@code select}. */
  public static final int MAX_SELECT = 1_024;

  /** Most keys one query looks up in an index; with more it goes another way. */
  public static final int MAX_LOOK_UPS = 10_000;

  /** Most characters of a column's name in the result. */
  public static final int MAX_ALIAS = 63;

  /** Deepest nesting of embedded tables. */
  public static final int MAX_EMBEDDING = 4;

  /** Most aggregates of a query. */
  public static final int MAX_AGGREGATES = 16;

  /** Most groups of rows of a query with aggregates. */
  public static final int MAX_GROUPS = 10_000;

  private QueryLimits() {}
}
