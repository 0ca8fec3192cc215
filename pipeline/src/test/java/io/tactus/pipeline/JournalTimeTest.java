package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.JournalScan;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Clocks that jump, and machines that sleep: journal time and ticks. */
class JournalTimeTest {
  private static final int HZ = 50;
  private static final long BEAT_NS = 1_000_000_000 / HZ;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final FaultyDisk disk = new FaultyDisk(1);
  private final StepClock clock = new StepClock();
  private final UnsafeBuffer empty = new UnsafeBuffer(new byte[8]);

  /** Notes when each of its beats was: number, and the time procedures see. */
  private static final class Beats implements Plugin {
    private final List<Long> numbers = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    @Override
    public String name() {
      return "beats";
    }

    @Override
    public void register(Registry registry) {
      registry.onTick(
          "beats.note",
          1,
          context -> {
            numbers.add(context.tick());
            times.add(context.nowMicros());
          });
    }
  }

  private final Beats beats = new Beats();

  private StepEngine open() {
    int known = beats.numbers.size();
    StepEngine engine = start();
    // The replay ran those of earlier starts once more.
    beats.numbers.subList(known, beats.numbers.size()).clear();
    beats.times.subList(known, beats.times.size()).clear();
    return engine;
  }

  private StepEngine start() {
    return StepEngine.open(
        EngineTest.small()
            .tickRateHz(HZ)
            .hashEveryCommands(0)
            .plugin(new PluginSource.BuiltIn(beats))
            .build(),
        disk,
        clock);
  }

  private void submit(StepEngine engine) {
    Submitter submitter = engine.submitter(() -> {});
    assertEquals(
        Admission.ACCEPTED,
        submitter.trySubmit(RecordType.OPERATIONS, 0, 0, 0, empty, 0, 4, 1, 64));
    engine.step(10);
  }

  private void run(StepEngine engine, int count) {
    for (int i = 0; i < count; i++) {
      clock.advanceNs(BEAT_NS);
      engine.beat();
      engine.step(10);
    }
  }

  /** The times of all commands in the journal, in order. */
  private List<Long> journalTimes() {
    List<Long> times = new ArrayList<>();
    JournalScan.scan(disk, 0)
        .forEach(
            0,
            (header, body, offset) -> {
              if (RecordType.isCommand(header.type())) {
                times.add(header.timestampMicros());
              }
            });
    return times;
  }

  private static void assertNeverBack(List<Long> times) {
    for (int i = 1; i < times.size(); i++) {
      assertTrue(times.get(i) >= times.get(i - 1), "back at " + i + ": " + times.get(i));
    }
  }

  @Test
  void shouldNeverGoBackWhateverTheClockDoes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int start = 0; start < 6; start++) {
      try (StepEngine engine = open()) {
        for (int i = 0; i < 30; i++) {
          clock.jumpMicros(random.nextLong(-HOUR_MICROS, HOUR_MICROS));
          submit(engine);
          run(engine, random.nextInt(3));
        }
      }
      clock.jumpMicros(-2 * HOUR_MICROS); // and back further while it is down
    }
    List<Long> times = journalTimes();
    assertTrue(times.size() > 200, "times " + times.size());
    assertNeverBack(times);
    assertNeverBack(beats.times);
    assertNeverBack(beats.numbers);
  }

  @Test
  void shouldStandStillUntilTheClockCatchesUp() {
    try (StepEngine engine = open()) {
      submit(engine);
      long before = journalTimes().getLast();
      clock.jumpMicros(-1_000_000);
      submit(engine);
      assertEquals(before, journalTimes().getLast(), "max(previous, clock)");
      clock.jumpMicros(1_000_000 + 5);
      submit(engine);
      assertEquals(before + 5, journalTimes().getLast());
    }
  }

  /** The clock that counts the beats jumped too: four late beats, the rest in one that says so. */
  @Test
  void shouldSkipAllButFourBeatsWhenAStallEnds() {
    try (StepEngine engine = open()) {
      run(engine, 10);
      long before = beats.numbers.getLast();
      int ran = beats.numbers.size();
      clock.advanceNs(1000 * BEAT_NS);
      for (int i = 0; i < 10; i++) {
        engine.beat();
        engine.step(10);
      }
      assertEquals(
          List.of(before + 997, before + 998, before + 999, before + 1000),
          beats.numbers.subList(ran, beats.numbers.size()));
      assertEquals(996, engine.engine().statistics().skippedTicks());
    }
  }

  /**
   * Linux stops the clock that counts the beats while the machine sleeps, and only the wall clock
   * has moved when it wakes: no beat was missed, and {@code now()} goes on beat by beat.
   */
  @Test
  void shouldGoOnBeatByBeatWhenAMachineWakes() {
    try (StepEngine engine = open()) {
      run(engine, 10);
      int ran = beats.numbers.size();
      long journalTime = journalTimes().getLast();
      clock.jumpMicros(8 * HOUR_MICROS);
      run(engine, 10);
      assertEquals(0, engine.engine().statistics().skippedTicks());
      for (int i = ran; i < beats.numbers.size(); i++) {
        assertEquals(beats.numbers.get(i - 1) + 1, beats.numbers.get(i));
        assertEquals(BEAT_NS / 1000, beats.times.get(i) - beats.times.get(i - 1));
      }
      assertTrue(journalTimes().getLast() >= journalTime + 8 * HOUR_MICROS, "journal time knows");
    }
    // A restart sets the beat by the wall clock again.
    try (StepEngine engine = open()) {
      long last = beats.times.getLast();
      run(engine, 2);
      assertTrue(beats.times.getLast() >= last + 7 * HOUR_MICROS);
      assertNeverBack(beats.numbers);
      assertEquals(EngineStatus.RUNNING, engine.engine().status());
    }
  }
}
