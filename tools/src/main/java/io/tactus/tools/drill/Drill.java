package io.tactus.tools.drill;

import io.tactus.journal.Durability;
import io.tactus.journal.file.Disk;
import io.tactus.pipeline.ProgressListener;
import io.tactus.tools.settings.SettingValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to go wrong with a server, by an operator's order. Immutable.
 *
 * @param journalFailsAt the group commit that holds this sequence fails, and so does all writing
 *     behind it; {@link Long#MAX_VALUE}: none does
 * @param forceTakesMs each group commit waits this long for the disk
 * @param replayTakesMs recovery takes this much longer
 * @param text the order as it was given, or an empty string
 */
public record Drill(long journalFailsAt, long forceTakesMs, long replayTakesMs, String text) {

  /** Nothing goes wrong. */
  public static final Drill NONE = new Drill(Long.MAX_VALUE, 0, 0, "");

  /** The longest a drill may hold anything up: an hour. */
  static final long MAX_MS = 3_600_000;

  private static final long LOOK_MS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(Drill.class);
  private static final String FAILS = "journal-fails-at";
  private static final String FORCE = "force-takes";
  private static final String REPLAY = "replay-takes";

  /**
   * Reads orders, each {@code NAME=VALUE}.
   *
   * @throws IllegalArgumentException if one is none, stands twice, or is out of bounds
   */
  public static Drill parse(List<String> orders) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String order : orders) {
      int equals = order.indexOf('=');
      String name = equals < 0 ? order : order.substring(0, equals);
      if (equals < 0 || !List.of(FAILS, FORCE, REPLAY).contains(name)) {
        throw new IllegalArgumentException(
            "no drill is called '"
                + order
                + "'; there are "
                + (FAILS + "=SEQ, " + FORCE + "=TIME, " + REPLAY + "=TIME"));
      }
      if (values.put(name, order.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("the drill " + name + " stands twice");
      }
    }
    return new Drill(
        values.containsKey(FAILS) ? sequence(values.get(FAILS)) : Long.MAX_VALUE,
        milliseconds(FORCE, values.getOrDefault(FORCE, "0")),
        milliseconds(REPLAY, values.getOrDefault(REPLAY, "0")),
        String.join(" ", orders));
  }

  private static long sequence(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(FAILS + " takes a sequence from 1, not '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private static long milliseconds(String name, String text) {
    long ms = SettingValues.time(text);
    if (ms > MAX_MS) {
      throw new IllegalArgumentException(name + " takes an hour at most, not '" + text + "'");
    }
    return ms;
  }

  /** Whether nothing is to go wrong. */
  public boolean isNone() {
    return text.isEmpty();
  }

  /**
   * Says whether the drill could take effect at this durability: a commit that does not wait for
   * the disk is neither held up by a force nor failed by one in time.
   */
  public boolean goesWith(Durability durability) {
    return durability == Durability.FSYNC || !isOfForces();
  }

  private boolean isOfForces() {
    return journalFailsAt != Long.MAX_VALUE || forceTakesMs > 0;
  }

  /** The disk as the drill has it; the disk itself if it is none of its business. */
  public Disk over(Disk disk) {
    return isOfForces() ? new DrillDisk(disk, journalFailsAt, forceTakesMs) : disk;
  }

  /** Says at a start what is to come. */
  public void announce() {
    if (!isNone()) {
      LOG.error("THIS IS A DRILL, ordered with --drill: {}. Start without it to end it", text);
    }
  }

  /**
   * A listener of recovery that waits where the replay of the journal begins: as long as recovery
   * is to take longer, or until the server is told to stop.
   *
   * @param listener hears everything first
   * @param isStopping looked at every {@value #LOOK_MS} ms
   */
  public ProgressListener holdUp(ProgressListener listener, BooleanSupplier isStopping) {
    if (replayTakesMs == 0) {
      return listener;
    }
    AtomicBoolean heldUp = new AtomicBoolean();
    return (stage, done, of) -> {
      listener.onProgress(stage, done, of);
      if (stage == ProgressListener.Stage.JOURNAL && heldUp.compareAndSet(false, true)) {
        LOG.error("drill: recovery is held up for {} ms", replayTakesMs);
        waitMs(replayTakesMs, isStopping);
        listener.onProgress(stage, done, of);
      }
    };
  }

  /** Waits to the end: a commit under way is waited for by a stop, too. */
  static void waitMs(long ms) {
    waitMs(ms, () -> false);
  }

  /** Never by an interruptible call: an interrupt would close the journal's channel. */
  private static void waitMs(long ms, BooleanSupplier isOver) {
    long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    for (long leftNs = deadlineNs - System.nanoTime();
        leftNs > 0 && !isOver.getAsBoolean();
        leftNs = deadlineNs - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(leftNs, TimeUnit.MILLISECONDS.toNanos(LOOK_MS)));
    }
  }
}
