package io.tactus.gateway.lane;

/**
 * How much one query may do and return.
 *
 * @param rowLimit most rows of one reply; more are cut off and Content-Range shows it
 * @param windowLimit largest offset plus limit
 * @param workLimit most rows looked at
 * @param inlineCost a query that may look at more rows than this leaves the IO thread
 * @param maxBytes largest reply
 */
public record QueryBounds(
    int rowLimit, int windowLimit, long workLimit, long inlineCost, int maxBytes) {

  /** The bounds of a server nobody configured. */
  public static final QueryBounds DEFAULT =
      new QueryBounds(1_000, 100_000, 50_000_000, 256, 16 << 20);
}
