package io.tactus.storage.page;

/**
 * The pages of one area of a space, in the hands of a thread of its own: with a share of the pool's
 * frames, a list of those it retired and a part of the undo log, so that several branches are
 * written at once and none waits for another. Pages can be read and changed, not added or taken
 * away, which would change the table of areas.
 *
 * <pre>
 *   space   ──begin──┬── branch of area 7 ── thread A ──┬──end──   space
 *                    └── branch of area 9 ── thread B ──┘
 *                        nobody else touches the space
 * </pre>
 *
 * <p>Which frames pages are copied to depends on the threads; contents, roots and undo records do
 * not.
 *
 * <p>Threading: {@link #begin} and {@link #end} are for the space's writer, and the thread in
 * between must see what was done before, and be seen, by its own means.
 */
public final class PageBranch extends WritablePages {
  private final PageSpace space;
  private final FrameShare frames;
  private final int area;

  /** For an area of a space. */
  public PageBranch(PageSpace space, int area) {
    this(space, area, new FrameShare(space.pool(), space.retired()));
  }

  private PageBranch(PageSpace space, int area, FrameShare frames) {
    super(space.roots, space.fresh, new CopyOnWrite(frames, 0), space.undo.part());
    this.space = space;
    this.frames = frames;
    this.area = area;
  }

  /** Bytes of the undo log for a gap opened or closed by {@link PageEditor}. */
  public static int undoBytesOfGap(int length) {
    return UndoLog.gapRecordBytes(length);
  }

  /**
   * Takes the area over from the space.
   *
   * @param skippedUndoBytes of the undo log's room, what branches before this one were given
   * @param undoBytes room for what this one will record; {@link PageSpace#hasRoom} for all of them
   */
  public void begin(long skippedUndoBytes, long undoBytes) {
    assert space.ownedByThisThread();
    copying.startBatch(space.batch());
    space.undo.lend(undo, skippedUndoBytes, undoBytes);
    disown();
  }

  /** Gives it back, with all that was done; branches end in the order in which they began. */
  public void end() {
    assert space.ownedByThisThread();
    space.undo.takeOver(undo);
    frames.handOver();
    space.setRoot(area, roots.get(area));
    disown();
  }

  @Override
  void setRoot(int changed, long root) {
    assert changed == area : "area " + changed + " in a branch of area " + area;
    roots.replace(changed, root);
  }
}
