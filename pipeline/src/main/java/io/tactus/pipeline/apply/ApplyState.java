package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.plugin.PluginSet;
import io.tactus.pipeline.plugin.RegisteredTickHandler;
import io.tactus.pipeline.runtime.ScheduleQueue;
import io.tactus.pipeline.runtime.ScheduleTable;
import io.tactus.pipeline.runtime.TransactionContext;
import io.tactus.storage.Store;
import io.tactus.storage.StoreFork;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.util.function.LongConsumer;

/**
 * What decides outcomes besides the pages: the settings and plug-ins in force. All of it comes from
 * the journal, or from a snapshot that keeps it.
 *
 * <p>Threading: applying thread, except {@link #config()} and {@link #plugins()}: any thread.
 */
public final class ApplyState {
  /** Steps of game code for each row of the work budget. */
  static final long STEPS_PER_ROW = 100;

  private final LongConsumer pageLimit;
  private final Transaction transaction;
  private final TransactionContext context;
  private final ProcedureRunner runner;
  private final ScheduleQueue schedule = new ScheduleQueue();
  private volatile ConfigCommand config;
  private volatile PluginSet plugins = PluginSet.EMPTY;

  /**
   * The state of a store.
   *
   * @param config the settings in force so far, or those the first command will name
   */
  public ApplyState(Store store, ConfigCommand config) {
    this(store::limitLogicalPages, store.transaction());
    configure(config, PluginSet.EMPTY);
  }

  private ApplyState(LongConsumer pageLimit, Transaction transaction) {
    this.pageLimit = pageLimit;
    this.transaction = transaction;
    this.context = new TransactionContext(transaction);
    this.runner = new ProcedureRunner(context);
  }

  /** The state of a fork, under the settings in force and with plug-ins of its own. */
  static ApplyState ofFork(StoreFork fork, ApplyState live) {
    ApplyState state = new ApplyState(pages -> {}, fork.transaction());
    state.configure(live.config, live.plugins.again());
    return state;
  }

  /** The settings in force. */
  public ConfigCommand config() {
    return config;
  }

  /** The plug-ins in force. */
  public PluginSet plugins() {
    return plugins;
  }

  /** When calls are due that wait for it. */
  public ScheduleQueue schedule() {
    return schedule;
  }

  /** Puts settings and plug-ins in force. */
  public void configure(ConfigCommand newConfig, PluginSet newPlugins) {
    pageLimit.accept(newConfig.maxLogicalPages());
    config = newConfig;
    plugins = newPlugins;
    context.configure(newConfig, newPlugins);
  }

  /** Finds out anew which calls wait, after a start from a snapshot. */
  public void rebuildSchedule() {
    schedule.clear();
    transaction.begin(1);
    // No command does this: more calls may wait than one command may touch rows.
    transaction.budget().reset(Long.MAX_VALUE);
    context.meter().begin(Long.MAX_VALUE);
    ScheduleTable.forEach(context, schedule::add);
    transaction.rollback();
  }

  /** Whether the table whose rows a tick handler waits for, if any, has rows. Applying thread. */
  public boolean hasWork(RegisteredTickHandler handler) {
    if (handler.table() == null) {
      return true;
    }
    Table table = transaction.table(handler.table());
    return table != null && table.rowCount() > 0;
  }

  Transaction transaction() {
    return transaction;
  }

  /** Sets who helps procedures with parallel work; nobody until then. Changes no outcome. */
  public void helpedBy(ParallelWorkers workers) {
    context.helpedBy(workers);
  }

  TransactionContext context() {
    return context;
  }

  ProcedureRunner runner() {
    return runner;
  }
}
