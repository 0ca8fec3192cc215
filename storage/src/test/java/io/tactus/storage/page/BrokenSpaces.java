package io.tactus.storage.page;

/** Page spaces whose undo log forgets some of what it is told. */
public final class BrokenSpaces {

  /** Decides which undo records are lost. */
  @FunctionalInterface
  public interface Loss {

    /** Tells whether the record with this number, of this area, is lost. */
    boolean loses(int area, long record);
  }

  private BrokenSpaces() {}

  /** A space that loses undo records of gaps opened and closed: what trees write most. */
  public static PageSpace losingGaps(FramePool pool, long maxLogicalPages, long maxUndoBytes) {
    UndoLog undo =
        new UndoLog(maxUndoBytes) {
          @Override
          void insert(
              int area, long page, long address, int head, int offset, int length, int span) {}

          @Override
          void remove(
              int area, long page, long address, int head, int offset, int length, int span) {}
        };
    return PageSpace.withUndoLog(pool, maxLogicalPages, undo);
  }

  /** A space that loses one in so many of the notes in its undo log. */
  public static PageSpace losingNotes(
      FramePool pool, long maxLogicalPages, long maxUndoBytes, int in) {
    UndoLog undo =
        new UndoLog(maxUndoBytes) {
          private int notes;

          @Override
          void note(int area, int first, int second) {
            if (++notes % in != 0) {
              super.note(area, first, second);
            }
          }
        };
    return PageSpace.withUndoLog(pool, maxLogicalPages, undo);
  }

  /** A space that loses every so manieth undo log of a branch. */
  public static PageSpace losingBranches(
      FramePool pool, long maxLogicalPages, long maxUndoBytes, int in) {
    UndoLog undo =
        new UndoLog(maxUndoBytes) {
          private int branches;

          @Override
          void takeOver(UndoLog part) {
            if (++branches % in != 0) {
              super.takeOver(part);
            }
          }
        };
    return PageSpace.withUndoLog(pool, maxLogicalPages, undo);
  }

  /** A space that loses undo records of bytes and gaps. */
  public static PageSpace losing(
      FramePool pool, long maxLogicalPages, long maxUndoBytes, Loss loss) {
    return PageSpace.withUndoLog(pool, maxLogicalPages, new LossyUndoLog(maxUndoBytes, loss));
  }

  private static final class LossyUndoLog extends UndoLog {
    private final Loss loss;
    private long records;

    LossyUndoLog(long capacity, Loss loss) {
      super(capacity);
      this.loss = loss;
    }

    @Override
    void bytes(int area, long page, int offset, long address, int length) {
      if (!loss.loses(area, records++)) {
        super.bytes(area, page, offset, address, length);
      }
    }

    @Override
    void insert(int area, long page, long address, int head, int offset, int length, int span) {
      if (!loss.loses(area, records++)) {
        super.insert(area, page, address, head, offset, length, span);
      }
    }

    @Override
    void remove(int area, long page, long address, int head, int offset, int length, int span) {
      if (!loss.loses(area, records++)) {
        super.remove(area, page, address, head, offset, length, span);
      }
    }
  }
}
