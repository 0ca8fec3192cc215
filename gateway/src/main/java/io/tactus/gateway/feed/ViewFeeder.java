package io.tactus.gateway.feed;

import io.tactus.pipeline.change.ChangeVisitor;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows what a reader of the change log hands over to the views that watch the table concerned.
 * Threading: feed thread.
 */
final class ViewFeeder implements ChangeVisitor {

  private final Map<Integer, List<FeedView>> byTable = new HashMap<>();
  private final Set<FeedView> all = new LinkedHashSet<>();
  private final List<FeedView> noted = new ArrayList<>();
  private final long maxOpenBytes;
  private long openBytes;
  private long lastSequence;

  /**
   * Feeds no view yet.
   *
   * @param maxOpenBytes most bytes of one commit, rendered for all views; those for whom it takes
   *     more are ended, because memory for thousands of large renderings is not there
   */
  ViewFeeder(long maxOpenBytes) {
    this.maxOpenBytes = maxOpenBytes;
  }

  /** Feeds one view more. */
  void add(FeedView view) {
    all.add(view);
    for (int table : view.query().tableIds()) {
      byTable.computeIfAbsent(table, id -> new ArrayList<>()).add(view);
    }
  }

  /** Feeds a view no longer. */
  void remove(FeedView view) {
    all.remove(view);
    for (int table : view.query().tableIds()) {
      List<FeedView> views = byTable.get(table);
      if (views != null && views.remove(view) && views.isEmpty()) {
        byTable.remove(table);
      }
    }
  }

  void clear() {
    all.clear();
    byTable.clear();
    noted.clear();
    openBytes = 0;
    lastSequence = 0;
  }

  @Override
  public void onChange(
      long sequence,
      long tick,
      TableMeta table,
      ChangeOperation operation,
      long oldRow,
      long newRow) {
    List<FeedView> views = byTable.get(table.id());
    if (views == null) {
      return;
    }
    for (int i = 0; i < views.size(); i++) {
      FeedView view = views.get(i);
      openBytes -= view.openBytes();
      view.onChange(sequence, tick, table, oldRow, newRow);
      if (openBytes + view.openBytes() > maxOpenBytes) {
        view.failTooLarge(sequence, maxOpenBytes);
      }
      openBytes += view.openBytes();
      note(view);
    }
  }

  @Override
  public void onSchema(long sequence, long tick, Catalog before, Catalog after) {
    for (FeedView view : all) {
      view.onSchema(sequence, tick, before, after);
      note(view);
    }
  }

  private void note(FeedView view) {
    if (!view.note(true)) {
      noted.add(view);
    }
  }

  @Override
  public void onEvent(long sequence, long tick, String topic, String json) {}

  @Override
  public void onCommit(long sequence, long tick) {
    for (int i = 0; i < noted.size(); i++) {
      noted.get(i).onCommit();
    }
    openBytes = 0;
    lastSequence = sequence;
  }

  /** Returns the views that were touched since the last call; they may have frames. */
  List<FeedView> touched() {
    List<FeedView> touched = List.copyOf(noted);
    for (FeedView view : touched) {
      view.note(false);
    }
    noted.clear();
    return touched;
  }

  /** Returns the last commit that was handed over, or 0. */
  long lastSequence() {
    return lastSequence;
  }
}
