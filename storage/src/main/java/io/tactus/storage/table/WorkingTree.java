package io.tactus.storage.table;

import io.tactus.storage.index.TreePages;
import io.tactus.storage.page.PageSpace;

/** A tree's pages in the working state. Threading: the owner of the working state only. */
final class WorkingTree implements TreePages {
  private final PageSpace space;
  private final int area;
  private final WorkBudget budget;

  /**
   * Shows the pages of an area.
   *
   * @param budget counts the entries met; null for the engine's own look-ups
   */
  WorkingTree(PageSpace space, int area, WorkBudget budget) {
    this.space = space;
    this.area = area;
    this.budget = budget;
  }

  @Override
  public long page(long page) {
    return space.read(area, page);
  }

  @Override
  public long moment() {
    return space.epoch();
  }

  @Override
  public void met() {
    if (budget != null) {
      budget.scanned(1);
    }
  }
}
