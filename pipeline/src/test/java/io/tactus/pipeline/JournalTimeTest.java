package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.JournalScan;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.TupleWriter;
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
    private final List<Long> everyHundred = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private long callAtTick = -1;

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
            if (context.tick() == callAtTick) {
              schedule(context);
            }
          });
      registry.onTick("beats.hundred", 100, context -> everyHundred.add(context.tick()));
      registry.procedure(
          ProcedureDefinition.named("beats.call").parameter("what", "string(20)").build(),
          (context, in, out) -> calls.add(in.getString("what") + " " + context.tick()));
    }

    private static void schedule(Context context) {
      context.scheduleAfter(HOUR_MICROS / 2, "beats.call", call(context, "half an hour"));
      context.scheduleAtTick(context.tick() + 90, "beats.call", call(context, "beat 100"));
      context.scheduleAfter(2 * HOUR_MICROS, "beats.call", call(context, "two hours"));
    }

    private static TupleWriter call(Context context, String what) {
      return context.argumentsFor("beats.call").setString("what", what);
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
      poll(engine, 10);
      assertEquals(
          List.of(before + 997, before + 998, before + 999, before + 1000),
          since(ran, beats.numbers));
      assertEquals(996, engine.engine().statistics().skippedTicks());
    }
  }

  /**
   * Linux stops the clock that counts the beats while the machine sleeps, and only the wall clock
   * has moved when it wakes. The beats of that time are late like those of any stall.
   */
  @Test
  void shouldSkipTheBeatsOfTheHourItSlept() {
    long hash;
    try (StepEngine engine = open()) {
      run(engine, 10);
      long before = beats.numbers.getLast();
      int ran = beats.numbers.size();
      clock.jumpMicros(HOUR_MICROS);
      poll(engine, 10);
      long now = before + HZ * 3600;
      assertEquals(List.of(now - 3, now - 2, now - 1, now), since(ran, beats.numbers));
      assertEquals(clock.wallMicros(), beats.times.getLast(), "now() is the time it is");
      assertEquals(HZ * 3600 - 4, engine.engine().statistics().skippedTicks());
      run(engine, 10);
      assertEquals(now + 10, beats.numbers.getLast(), "one by one from there");
      assertEquals(clock.wallMicros(), beats.times.getLast());
      hash = engine.store().hashes().total();
    }
    int known = beats.numbers.size();
    List<Long> numbers = List.copyOf(beats.numbers);
    List<Long> times = List.copyOf(beats.times);
    // Replay takes the beats out of the journal, whatever the clocks say by then.
    clock.jumpMicros(-2 * HOUR_MICROS);
    try (StepEngine engine = start()) {
      assertEquals(numbers, since(known, beats.numbers));
      assertEquals(times, since(known, beats.times));
      assertEquals(hash, engine.store().hashes().total());
    }
  }

  @Test
  void shouldGoOnBeatByBeatWhenTheClockIsSetBack() {
    try (StepEngine engine = open()) {
      run(engine, 10);
      int ran = beats.numbers.size();
      clock.jumpMicros(-HOUR_MICROS);
      run(engine, 10);
      clock.jumpMicros(HOUR_MICROS);
      run(engine, 10);
      assertBeatByBeat(ran);
      assertEquals(0, engine.engine().statistics().skippedTicks(), "it is where it was");
      assertEquals(clock.wallMicros(), beats.times.getLast());
    }
  }

  @Test
  void shouldFollowAClockThatIsSetForwardWhileItRuns() {
    try (StepEngine engine = open()) {
      run(engine, 10);
      clock.jumpMicros(-HOUR_MICROS);
      run(engine, 10);
      long lastBeat = beats.times.getLast();
      // An hour of it only makes up for what it was set back.
      clock.jumpMicros(HOUR_MICROS + 5_000_000);
      run(engine, 10);
      poll(engine, 3);
      assertEquals(clock.wallMicros(), beats.times.getLast());
      assertEquals(lastBeat + 5_000_000 + 10 * BEAT_NS / 1000, beats.times.getLast());
      assertEquals(5 * HZ - 3, engine.engine().statistics().skippedTicks());
    }
    assertNeverBack(beats.times);
    assertNeverBack(beats.numbers);
  }

  @Test
  void shouldNotStumbleOverSmallCorrections() {
    SplittableRandom random = new SplittableRandom(11);
    try (StepEngine engine = open()) {
      run(engine, 10);
      int ran = beats.numbers.size();
      long skew = 0;
      for (int i = 0; i < 2000; i++) {
        long wanted = random.nextLong(-900_000, 900_000);
        clock.jumpMicros(wanted - skew);
        skew = wanted;
        run(engine, 1);
      }
      assertBeatByBeat(ran);
      assertEquals(0, engine.engine().statistics().skippedTicks());
    }
  }

  /** A clock that runs a little faster is followed in steps of a second, none of them back. */
  @Test
  void shouldNeverFallBehindAClockThatRunsFasterByMoreThanASecond() {
    try (StepEngine engine = open()) {
      run(engine, 1);
      for (int i = 0; i < 1000; i++) {
        clock.jumpMicros(7_000);
        run(engine, 1);
        poll(engine, 3);
        long lag = clock.wallMicros() - beats.times.getLast();
        assertTrue(lag >= 0 && lag <= 1_000_000, "lag " + lag);
      }
      assertNeverBack(beats.times);
      assertTrue(engine.engine().statistics().skippedTicks() > 0);
    }
  }

  /** What became due meanwhile, by time or by beat, comes with the first beat: once, in order. */
  @Test
  void shouldDoWhatBecameDueWhileItSleptOnceItIsAwake() {
    try (StepEngine engine = open()) {
      beats.callAtTick = 10;
      run(engine, 12);
      assertEquals(List.of(), beats.calls);
      clock.jumpMicros(HOUR_MICROS);
      poll(engine, 10);
      long first = beats.numbers.get(beats.numbers.size() - 4);
      assertEquals(List.of("half an hour " + first, "beat 100 " + first), beats.calls);
      assertEquals(List.of(first), beats.everyHundred, "once for all it was due for");
      clock.jumpMicros(HOUR_MICROS);
      poll(engine, 10);
      assertEquals(3, beats.calls.size());
      assertTrue(beats.calls.getLast().startsWith("two hours"), beats.calls.getLast());
    }
  }

  /** The machine's clock may say anything. */
  @Test
  void shouldBearAClockOfAnotherMillennium() {
    try (StepEngine engine = open()) {
      run(engine, 10);
      clock.jumpMicros(7_000L * 365 * 24 * HOUR_MICROS);
      poll(engine, 10);
      run(engine, 10);
      assertEquals(EngineStatus.RUNNING, engine.engine().status());
      assertNeverBack(beats.numbers);
      assertNeverBack(beats.times);
    }
    assertNeverBack(journalTimes());
  }

  private void assertBeatByBeat(int from) {
    for (int i = from; i < beats.numbers.size(); i++) {
      assertEquals(beats.numbers.get(i - 1) + 1, beats.numbers.get(i));
      assertEquals(BEAT_NS / 1000, beats.times.get(i) - beats.times.get(i - 1));
    }
  }

  private static List<Long> since(int count, List<Long> all) {
    return all.subList(count, all.size());
  }

  /** No time passes, but the engine may take up what is due. */
  private static void poll(StepEngine engine, int count) {
    for (int i = 0; i < count; i++) {
      engine.beat();
      engine.step(10);
    }
  }
}
