package io.tactus.storage.table;

import io.tactus.storage.index.TreeBacklogs;
import io.tactus.storage.index.TreePages;
import io.tactus.storage.page.PageSpace;

/**
 * A tree's pages in the working state, with all that was held back applied.
 *
 * <p>Threading: the owner of the working state only.
 */
final class WorkingTree implements TreePages {
  private final PageSpace space;
  private final TreeBacklogs backlogs;
  private final int area;
  private final WorkBudget budget;

  /**
   * Shows the pages of an area.
   *
   * @param budget counts the entries met; null for the engine's own look-ups
   */
  WorkingTree(WriteContext context, int area, WorkBudget budget) {
    this.space = context.space();
    this.backlogs = context.backlogs();
    this.area = area;
    this.budget = budget;
  }

  @Override
  public long page(long page) {
    backlogs.apply();
    return space.read(area, page);
  }

  @Override
  public long moment() {
    backlogs.apply();
    return space.epoch();
  }

  @Override
  public void met() {
    if (budget != null) {
      budget.scanned(1);
    }
  }
}
