package io.tactus.gateway.feed;

import io.tactus.gateway.command.WorkerRead;
import io.tactus.gateway.lane.Caller;
import io.tactus.gateway.lane.Lane;
import io.tactus.pipeline.Engine;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.QueryTerm;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a client asks for when it subscribes, over either protocol.
 *
 * @param tables names of tables
 * @param terms filter and select
 * @param old whether rows are also shown as they were
 * @param since where it goes on, or null
 * @param initial whether it wants the present rows first; means nothing with {@code since}
 */
public record Subscription(
    List<String> tables, List<QueryTerm> terms, boolean old, ResumePoint since, boolean initial) {

  /**
   * What is to be done for it.
   *
   * @param query what it sees
   * @param after the sequence it goes on after, if it does not begin with rows
   * @param firstRows how to read the rows it begins with, or null
   */
  public record Plan(FeedQuery query, long after, FirstRows firstRows) {

    /** Reads the first rows: at once if they are few, or on a worker. */
    public void read(Caller caller, Consumer<WorkerRead.Answer<FirstRows.Found>> then) {
      WorkerRead.submit(caller, firstRows::read, then);
    }
  }

  /**
   * Checks everything that can be refused, against the latest version.
   *
   * @throws io.tactus.gateway.problem.Refusal TABLE_NOT_FOUND, INVALID_QUERY, HISTORY_GONE,
   *     FORBIDDEN
   * @throws io.tactus.storage.Rejection INVALID_QUERY
   */
  public Plan plan(Caller caller, FeedHub hub) {
    Lane lane = caller.lane();
    Engine engine = hub.engine();
    Version version = lane.pin();
    try {
      FeedQuery query =
          FeedQuery.of(
              caller.principal(),
              version.catalog(Catalog.class),
              FeedQuery.names(tables),
              terms,
              old);
      if (since != null) {
        since.check(engine.epoch(), engine.changes().oldestSequence(), version.sequence());
        return new Plan(query, since.sequence(), null);
      }
      FirstRows first =
          initial
              ? new FirstRows(
                  caller.principal(),
                  query,
                  engine.epoch(),
                  hub.limits(),
                  lane.bounds().workLimit())
              : null;
      return new Plan(query, version.sequence(), first);
    } finally {
      lane.unpin();
    }
  }
}
