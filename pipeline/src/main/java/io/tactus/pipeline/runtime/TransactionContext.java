package io.tactus.pipeline.runtime;

import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.plugin.PluginSet;
import io.tactus.pipeline.plugin.RegisteredProcedure;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Table;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.agrona.collections.Object2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The context of game code that runs in the open transaction. One per applier, used again for every
 * call.
 *
 * <p>Threading: applying thread.
 */
public final class TransactionContext implements Context {
  /** Most bytes of events one transaction may emit. */
  private static final int MAX_EMITTED_BYTES = 1 << 16;

  private final Transaction transaction;
  private final WorkMeter meter = new WorkMeter();
  private final SequenceRandom random = new SequenceRandom(meter);
  private final EmittedEvents events = new EmittedEvents();
  private final List<ScheduledCall> scheduled = new ArrayList<>();
  private final Object2ObjectHashMap<String, TransactionTable> tables =
      new Object2ObjectHashMap<>();
  private final TupleWriter argumentsWriter = new TupleWriter();
  private final UnsafeBuffer argumentsBuffer =
      new UnsafeBuffer(new byte[ScheduleTable.MAX_ARGUMENT_BYTES]);

  private ParallelWorkers workers = ParallelWorkers.NONE;
  private PluginSet plugins = PluginSet.EMPTY;
  private ConfigCommand config;
  private long schemaVersion = -1;
  private long sequence;
  private long tick;
  private long nowMicros;
  private long caller;
  private long stream;
  private boolean randomSeeded;
  private int emittedBytes;

  public TransactionContext(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Sets what stays the same until the next CONFIG or PLUGIN. */
  public void configure(ConfigCommand newConfig, PluginSet newPlugins) {
    config = newConfig;
    plugins = newPlugins;
  }

  /** Sets who helps with parallel work; nobody until this is called. */
  public void helpedBy(ParallelWorkers newWorkers) {
    workers = newWorkers;
    tables.clear();
  }

  /** Begins a transaction's use of this context. */
  public void begin(long newSequence, long newTick, long newCaller, long newStream) {
    sequence = newSequence;
    tick = newTick;
    nowMicros = config.tickTimeMicros(newTick);
    caller = newCaller;
    stream = newStream;
    randomSeeded = false;
    emittedBytes = 0;
    events.clear();
    scheduled.clear();
  }

  /** What counts the steps of the code that runs. */
  public WorkMeter meter() {
    return meter;
  }

  /** What the transaction emitted; shown only if it commits. */
  public EmittedEvents events() {
    return events;
  }

  /** What the transaction scheduled; due only if it commits. */
  public List<ScheduledCall> scheduled() {
    return scheduled;
  }

  @Override
  public Table table(String name) {
    if (name.startsWith("_")) {
      throw new Rejection(RejectionCode.NOT_FOUND, name + " belongs to the system").at(name, "");
    }
    return anyTable(name);
  }

  /** A table, system tables included. */
  TransactionTable anyTable(String name) {
    meter.charge(1);
    if (schemaVersion != transaction.catalog().schemaVersion()) {
      tables.clear();
      schemaVersion = transaction.catalog().schemaVersion();
    }
    TransactionTable table = tables.get(name);
    if (table == null) {
      TableMeta meta = transaction.catalog().table(name);
      if (meta == null) {
        throw new Rejection(RejectionCode.NOT_FOUND, "there is no table " + name).at(name, "");
      }
      table = new TransactionTable(transaction.table(meta.id()), meter, workers);
      tables.put(name, table);
    }
    return table;
  }

  @Override
  public long nowMicros() {
    return nowMicros;
  }

  @Override
  public long tick() {
    return tick;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public long caller() {
    return caller;
  }

  @Override
  public RandomGenerator random() {
    if (!randomSeeded) {
      random.seed(sequence, stream);
      randomSeeded = true;
    }
    return random;
  }

  @Override
  public void emit(String topic, String json) {
    meter.charge(1);
    emittedBytes += topic.length() + json.length();
    if (emittedBytes > MAX_EMITTED_BYTES) {
      throw new Rejection(
          RejectionCode.RESULT_TOO_LARGE,
          "a transaction emits at most " + MAX_EMITTED_BYTES + " characters");
    }
    events.add(topic, json);
  }

  @Override
  public void deferReferences() {
    transaction.deferReferences();
  }

  @Override
  public void scheduleAfter(long delayMicros, String procedure, TupleWriter arguments) {
    if (delayMicros < 0) {
      throw new IllegalArgumentException("a delay of " + delayMicros + " microseconds");
    }
    schedule(ScheduleTable.NO_TICK, nowMicros + delayMicros, procedure, arguments);
  }

  @Override
  public void scheduleAtTick(long dueTick, String procedure, TupleWriter arguments) {
    schedule(Math.max(dueTick, tick + 1), ScheduleTable.NO_TIME, procedure, arguments);
  }

  private void schedule(long dueTick, long dueMicros, String procedure, TupleWriter arguments) {
    RegisteredProcedure registered = plugins.require(procedure);
    if (registered.definition().readOnly()) {
      throw new IllegalArgumentException(procedure + " is read-only: it cannot be scheduled");
    }
    long id =
        ScheduleTable.insert(
            anyTable(ScheduleTable.NAME), dueTick, dueMicros, caller, procedure, arguments);
    scheduled.add(new ScheduledCall(id, dueTick, dueMicros));
  }

  @Override
  public TupleWriter argumentsFor(String procedure) {
    return argumentsWriter.wrap(
        plugins.require(procedure).definition().parameters(),
        argumentsBuffer,
        0,
        ScheduleTable.MAX_ARGUMENT_BYTES);
  }

  @Override
  public Rejection reject(String code, String message) {
    throw new Rejection(RejectionCode.PROCEDURE, message).withName(code, "P0001");
  }

  @Override
  public void charge(int units) {
    if (units < 0) {
      throw new IllegalArgumentException("a charge of " + units);
    }
    meter.charge(units);
  }
}
