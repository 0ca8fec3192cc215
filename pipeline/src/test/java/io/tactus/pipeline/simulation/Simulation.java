package io.tactus.pipeline.simulation;

import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.Environment;
import io.tactus.pipeline.StepClock;
import io.tactus.pipeline.ring.CommandEvent;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One game: the engine is run again and again on a disk and a clock that are not real, each run
 * ends in a way of its own, and what is found on the disk is held against all that was submitted.
 *
 * <p>Everything follows from the seed. Threading: one thread.
 */
final class Simulation implements AutoCloseable {
  private static final int RUNS = 6;

  private final Random random;
  private final Defect defect;
  private final StepClock clock = new StepClock();
  private final Coverage coverage = new Coverage();
  private final Trace trace = new Trace();
  private final Tape tape = new Tape();
  private final Oracle oracle = new Oracle(tape, coverage);
  private final CommandSource source;
  private final Random identities;
  private final Backups backups;
  private final Operators operators;
  private FaultyDisk disk;
  private long pagesInUse;

  /** A game of an engine with a defect, or without. */
  Simulation(long seed, Defect defect) {
    this.random = new Random(seed);
    this.defect = defect;
    this.identities = new Random(seed + 1);
    this.disk = new FaultyDisk(seed);
    this.source = new CommandSource(random, coverage, defect == Defect.KEYS_FORGOTTEN);
    // Numbers of their own, so that what they do does not change what a seed plays besides.
    this.backups = new Backups(tape, coverage, new Random(seed + 2));
    this.operators = new Operators(this, new Random(seed + 3));
  }

  /** Plays it to the end. */
  void play() {
    for (int i = 0; i < RUNS; i++) {
      audit(random.nextInt(3) == 0);
      operators.restore();
      run(i == 0 ? Ending.CLOSED : Ending.any(random));
    }
    audit(true);
    operators.restore();
    run(Ending.CLOSED);
    audit(true);
    trace.add("end " + tape.last() + " " + disk.operations());
  }

  /** Holds what is on the disk now against all that is known. */
  void audit(boolean thorough) {
    trace.add("audit");
    new Audit(defect.around(disk.copy()), tape, oracle, coverage).run(thorough);
    trace.add("found " + tape.last());
  }

  private void run(Ending ending) {
    coverage.count("run ended by " + ending);
    trace.add("run " + ending);
    EngineConfig.Builder settings =
        Settings.next(random, defect.durability(), pagesInUse, coverage);
    operators.voidOne(settings);
    WatchedDisk watched = new WatchedDisk(defect.around(disk), coverage);
    Run run = new Run(this, settings.build(), watched, ending);
    run.play();
    pagesInUse = run.pagesInUse();
    if (watched.crashed() || ending == Ending.POWER_OFF || !run.isClosed()) {
      crash();
    } else if (random.nextInt(3) == 0) {
      crash();
    } else {
      disk.mended().capacityBytes(Long.MAX_VALUE).shortWrites(random.nextInt(4) == 0);
    }
  }

  private void crash() {
    CrashMode[] modes = CrashMode.values();
    CrashMode mode = modes[random.nextInt(modes.length)];
    coverage.count("crash that does " + mode);
    trace.add("crash " + mode);
    disk = disk.afterCrash(mode).shortWrites(random.nextInt(4) == 0);
  }

  /**
   * Goes on in another folder, with another history.
   *
   * @param isBranch whether it is not the beginning of the present one, but branched off before
   */
  void goOnIn(FaultyDisk folder, List<Entry> history, boolean isBranch) {
    disk = folder;
    tape.become(history);
    oracle.followAnew();
    oracle.confirm();
    source.forgetBehind(isBranch ? -1 : oracle.world().store.schemaVersion);
    pagesInUse = 0;
    audit(true);
  }

  Random random() {
    return random;
  }

  StepClock clock() {
    return clock;
  }

  Tape tape() {
    return tape;
  }

  Oracle oracle() {
    return oracle;
  }

  Coverage coverage() {
    return coverage;
  }

  Trace trace() {
    return trace;
  }

  CommandSource source() {
    return source;
  }

  FaultyDisk disk() {
    return disk;
  }

  Backups backups() {
    return backups;
  }

  Defect defect() {
    return defect;
  }

  Environment environment(Consumer<CommandEvent> tap) {
    return new Environment(clock, identities::nextLong, defect::store, tap);
  }

  @Override
  public void close() {
    backups.close();
    oracle.close();
    source.close();
  }
}
