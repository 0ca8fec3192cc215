package io.tactus.storage.query;

/**
 * Takes matching rows and hands over those between offset and limit in the query's order.
 *
 * <p>Rows that come sorted by all parts of the order pass straight through. If they come sorted by
 * the first parts only, those that are equal in them are kept, put in order and handed over before
 * the next group begins; rows that come in no order are one such group. At most as many rows are
 * kept as are still to be handed over. Threading: one thread. Reusable.
 */
final class ResultWindow implements RowSink {

  private final TopRows top = new TopRows();
  private RowOrder order;
  private int sortedParts;
  private boolean countAll;
  private RowAdmission admission;
  private RowVisitor visitor;
  private long skip;
  private long take;
  private long room;
  private long matched;
  private long returned;

  /**
   * Begins a result.
   *
   * @param newSortedParts by how many leading parts of the order the rows come sorted
   * @param newRoom how many rows in all may have to be kept
   */
  void begin(
      Query query, int newSortedParts, long newTake, long newRoom, boolean all, RowVisitor to) {
    order = query.order();
    sortedParts = newSortedParts;
    skip = query.offset();
    take = newTake;
    room = newRoom;
    countAll = all;
    visitor = to;
    matched = 0;
    returned = 0;
    nextGroup();
  }

  /** Sets the condition on rows beyond the filter, or null, for the results to come. */
  void admit(RowAdmission newAdmission) {
    admission = newAdmission;
  }

  @Override
  public boolean row(long row, long slot) {
    if (admission != null && !admission.admits(row)) {
      return true;
    }
    matched++;
    if (wantsMore()) {
      if (sortedParts == order.size()) {
        handOver(row);
      } else {
        if (sortedParts > 0
            && top.size() > 0
            && order.compare(top.get(0), row, 0, sortedParts) != 0) {
          finish();
        }
        top.add(row);
      }
    }
    return countAll || wantsMore();
  }

  @Override
  public boolean counts(int rows) {
    if (wantsMore() || admission != null) {
      return false;
    }
    matched += rows;
    return true;
  }

  /** Hands over what is still kept. */
  void finish() {
    top.sort();
    for (int i = 0; i < top.size(); i++) {
      handOver(top.get(i));
    }
    nextGroup();
  }

  private void nextGroup() {
    top.reset(order, sortedParts, (int) Math.min(room, Integer.MAX_VALUE));
  }

  private void handOver(long row) {
    room--;
    if (skip > 0) {
      skip--;
    } else if (returned < take) {
      visitor.row(row);
      returned++;
    }
  }

  /** Tells whether rows are still to be handed over. */
  boolean wantsMore() {
    return returned < take;
  }

  long matched() {
    return matched;
  }

  long returned() {
    return returned;
  }
}
