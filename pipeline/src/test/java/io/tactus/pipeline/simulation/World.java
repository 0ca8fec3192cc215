package io.tactus.pipeline.simulation;

import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.storage.model.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The state of an engine as plain collections: tables, calls that wait for their tick, and the
 * settings in force. Threading: one thread.
 */
final class World {
  ModelStore store = new ModelStore();
  private TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private TreeMap<Long, KeptReply> kept = new TreeMap<>();
  private ConfigCommand config;

  /** A call that waits; one of the two limits is {@link Long#MAX_VALUE}. */
  record Waiting(long id, BankModel.Call call, long dueTick, long dueMicros) {}

  World copy() {
    World copy = new World();
    copy.store = store.copy();
    copy.waiting = new TreeMap<>(waiting);
    copy.kept = new TreeMap<>(kept);
    copy.config = config;
    return copy;
  }

  /** Takes over what another one has become. */
  void become(World other) {
    store = other.store;
    waiting = other.waiting;
    kept = other.kept;
    config = other.config;
  }

  void configure(ConfigCommand newConfig) {
    config = newConfig;
  }

  ConfigCommand config() {
    return config;
  }

  void schedule(BankModel.Call call, long dueTick, long dueMicros) {
    long id = ++store.lastScheduled;
    waiting.put(id, new Waiting(id, call, dueTick, dueMicros));
  }

  /** Takes out the calls that are due on a tick, in the order in which they were scheduled. */
  List<Waiting> takeDue(long tick) {
    List<Waiting> due = due(tick);
    due.forEach(call -> waiting.remove(call.id()));
    return due;
  }

  /** The calls that are due on a tick. */
  List<Waiting> due(long tick) {
    long now = tickTimeMicros(tick);
    List<Waiting> due = new ArrayList<>();
    for (Waiting call : waiting.values()) {
      if (call.dueTick() <= tick || call.dueMicros() <= now) {
        due.add(call);
      }
    }
    return due;
  }

  /** What is remembered of a key, expired or not; or null. */
  KeptReply kept(long key) {
    return kept.values().stream().filter(reply -> reply.key() == key).findFirst().orElse(null);
  }

  /** How many keys are remembered. */
  int keptReplies() {
    return kept.size();
  }

  /** Forgets an expired key and those before it. */
  void forgetKeptUpTo(long number) {
    kept.headMap(number, true).clear();
  }

  /** Remembers a key, and forgets some that have expired. */
  void keep(long key, long request, long sequence, long nowMicros) {
    long number = ++store.lastKept;
    kept.put(
        number, new KeptReply(number, key, request, sequence, nowMicros + KeptReply.KEPT_MICROS));
    for (int i = 0; i < KeptReply.FORGOTTEN_AT_ONCE; i++) {
      KeptReply oldest = kept.firstEntry().getValue();
      if (oldest.expiresMicros() > nowMicros) {
        return;
      }
      kept.remove(oldest.number());
    }
  }

  /** How many calls wait. */
  int waiting() {
    return waiting.size();
  }

  /** When a beat is, by the rule of the documentation: base plus a whole number of periods. */
  long tickTimeMicros(long tick) {
    long beats = tick - config.baseTick();
    return config.baseMicros() + Math.floorDiv(beats * 1_000_000, config.tickRateHz());
  }
}
