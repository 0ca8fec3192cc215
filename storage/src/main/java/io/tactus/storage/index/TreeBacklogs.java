package io.tactus.storage.index;

import io.tactus.storage.page.PageSpace;
import io.tactus.storage.page.UndoNotes;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * What the open transaction holds back for all trees of a working state; see {@link TreeBacklog}.
 *
 * <p>Whoever looks at a tree's pages applies first. Nothing is held back when pages or undo log
 * might not suffice for what waits, so that a write that does not fit is refused itself, and not
 * whoever looks next.
 *
 * <p>Threading: the owner of the working state only.
 */
public final class TreeBacklogs implements UndoNotes, AutoCloseable {
  /** More than an entry takes when every leaf it meets is full. */
  private static final int PAGES_PER_ITEM = 2;

  private static final int UNDO_BYTES_PER_ITEM = 4096;

  /** What a single write may need besides, of pages and in the undo log. */
  private static final int SPARE_PAGES = 1024;

  /** Small transactions gain nothing: writes to trees before anything is held back. */
  private static final int FIRST_WRITES = 16;

  private static final int SPARE_UNDO_BYTES = 4 << 20;

  private final PageSpace space;
  private final Int2ObjectHashMap<TreeBacklog> byArea = new Int2ObjectHashMap<>();

  /** In the order in which the transaction met them. */
  private final List<TreeBacklog> met = new ArrayList<>();

  private final TreesTogether together;
  private long waiting;
  private int atOnce;

  /** Creates the backlogs of a space, and takes part in its undoing. */
  public TreeBacklogs(PageSpace space) {
    this.space = space;
    this.together = new TreesTogether(space);
    space.keepNotes(this);
  }

  /** Sets who helps with large transactions; nobody until then. Changes no outcome. */
  public void helpedBy(TreeHands hands) {
    together.helpedBy(hands);
  }

  TreeBacklog of(int area, TreeShape shape) {
    TreeBacklog backlog = byArea.get(area);
    if (backlog == null || backlog.shape().entryBytes() != shape.entryBytes()) {
      backlog = new TreeBacklog(this, space, area, shape);
      byArea.put(area, backlog);
    }
    return backlog;
  }

  /** Tells whether items can be held back in the present epoch of the space. */
  boolean holds(TreeBacklog backlog) {
    if (atOnce < FIRST_WRITES) {
      atOnce++;
      return false;
    }
    if (backlog.waiting() == 0 && !met.contains(backlog)) {
      met.add(backlog);
    }
    return space.hasRoom(
        SPARE_PAGES + PAGES_PER_ITEM * waiting, SPARE_UNDO_BYTES + UNDO_BYTES_PER_ITEM * waiting);
  }

  void waiting(int more) {
    waiting += more;
  }

  /**
   * Applies all that waits.
   *
   * @throws io.tactus.storage.Rejection MEMORY_LIMIT, WORK_BUDGET
   */
  public void apply() {
    if (waiting != 0) {
      together.apply(met);
      for (int i = 0; i < met.size(); i++) {
        met.get(i).apply();
      }
    }
  }

  /** Forgets what was held and applied: the transaction has ended. */
  public void clear() {
    for (int i = 0; i < met.size(); i++) {
      met.get(i).clear();
    }
    met.clear();
    atOnce = 0;
  }

  @Override
  public void takeBack(int area, int first, int second) {
    byArea.get(area).restore(first, second);
  }

  @Override
  public void close() {
    byArea.values().forEach(TreeBacklog::close);
  }
}
