package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalScan;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.VoidRecord;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.recovery.RecoveryStopped;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** A VOID record cannot be taken back: nothing is voided that leaves a folder which cannot open. */
class VoidingTest {
  private final FaultyDisk disk = new FaultyDisk(1);

  private Engine open(EngineConfig.Builder config) {
    return Engine.open(config.build(), disk, ProgressListener.SILENT);
  }

  /** A procedure that does nothing, or meets an error that undoing cannot answer for. */
  private record Fragile(boolean broken) implements Plugin {
    @Override
    public String name() {
      return "fragile";
    }

    @Override
    public void register(Registry registry) {
      registry.procedure(
          ProcedureDefinition.named("fragile.run").build(),
          (context, in, out) -> {
            if (broken) {
              throw new OutOfMemoryError("as if");
            }
          });
    }
  }

  private static EngineConfig.Builder withPlugin(boolean broken) {
    return EngineTest.small().plugin(new PluginSource.BuiltIn(new Fragile(broken)));
  }

  private static long rows(Engine engine) {
    try (Reader reader = engine.store().versions().register()) {
      return Store.hashes(reader.pin()).rows();
    }
  }

  /** The sequences of a type in the journal, oldest first. */
  private List<Long> sequencesOf(int type) {
    List<Long> found = new ArrayList<>();
    JournalScan.scan(disk, 0)
        .forEach(
            0,
            (header, body, offset) -> {
              if (header.type() == type) {
                found.add(header.sequence());
              }
            });
    return found;
  }

  private List<byte[]> segments() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (String name : disk.list(FolderLayout.JOURNAL)) {
      contents.add(disk.contents(FolderLayout.JOURNAL + "/" + name));
    }
    return contents;
  }

  @Test
  void shouldRefuseToVoidSettingsAndPluginsAndLeaveTheFolderAsItWas() throws IOException {
    for (int run = 0; run < 2; run++) {
      try (Engine engine = open(withPlugin(false))) {
        EngineClient client = new EngineClient(engine);
        if (run == 0) {
          Ledger.create(client);
        }
        Ledger.insert(client, run).expectApplied();
      }
    }
    List<byte[]> before = segments();
    List<Long> decisive = new ArrayList<>(sequencesOf(RecordType.CONFIG));
    assertEquals(List.of(1L), decisive.subList(0, 1));
    decisive.addAll(sequencesOf(RecordType.PLUGIN));
    assertEquals(4, decisive.size(), "two starts");
    for (long sequence : decisive) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> open(withPlugin(false).voidSequence(sequence)).close());
      assertTrue(
          refused.getMessage().contains("sequence " + sequence + " cannot be voided: it is a "),
          refused.getMessage());
    }
    List<byte[]> after = segments();
    assertEquals(before.size(), after.size());
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), after.get(i), "segment " + i);
    }
    try (Engine engine = open(withPlugin(false))) {
      assertEquals(2, rows(engine));
    }
  }

  /** The second of two such commands stops the recovery: then the first is not void either. */
  @Test
  void shouldVoidNothingWhenTheRecoveryWithoutItDoesNotComeToItsEnd() {
    long first;
    long second;
    try (Engine engine = open(withPlugin(false))) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      first = client.call("fragile.run", in -> {}).expectApplied().sequence();
      second = client.call("fragile.run", in -> {}).expectApplied().sequence();
      Ledger.insert(client, 1).expectApplied();
    }
    RecoveryStopped stopped =
        assertThrows(
            RecoveryStopped.class, () -> open(withPlugin(true).voidSequence(first)).close());
    assertEquals(second, stopped.sequence());
    String both = "--void " + first + " --void " + second;
    assertTrue(stopped.getMessage().contains(both), stopped.getMessage());
    assertFalse(JournalScan.scan(disk, 0).isVoided(first));
    try (Engine engine = open(withPlugin(true).voidSequence(first).voidSequence(second))) {
      assertEquals(1, rows(engine));
    }
    assertTrue(JournalScan.scan(disk, 0).isVoided(first));
    assertTrue(JournalScan.scan(disk, 0).isVoided(second));
    assertEquals(List.of(first, second), sequencesOf(RecordType.VOID));
  }

  /** A second note would take the state hashes with it that were noted since the first. */
  @Test
  void shouldNoteOnceWhatIsVoidedTwice() {
    long sequence;
    try (Engine engine = open(EngineTest.small())) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      sequence = Ledger.insert(client, 1).expectApplied().sequence();
    }
    for (int run = 0; run < 2; run++) {
      try (Engine engine = open(EngineTest.small().voidSequence(sequence).voidSequence(sequence))) {
        assertEquals(0, rows(engine));
      }
    }
    assertEquals(List.of(sequence), sequencesOf(RecordType.VOID));
  }

  /** A flag in a unit file stays there, while snapshots are taken and the journal goes. */
  @Test
  void shouldStartWithAFlagForWhatIsVoidAlready() throws IOException {
    EngineConfig.Builder small =
        EngineTest.small().segmentBytes(1 << 14).maxCommandBytes(4096).snapshotsKept(1);
    long sequence;
    try (Engine engine = open(small)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      sequence = Ledger.insert(client, 1).expectApplied().sequence();
    }
    EngineConfig.Builder flagged = small.voidSequence(sequence);
    FaultyDisk killed;
    try (Engine engine = open(flagged)) {
      engine.snapshot().join();
      killed = disk.copy();
    }
    // Nothing is behind the snapshot, and the note that it is void is before it.
    Engine.open(flagged.build(), killed, ProgressListener.SILENT).close();
    try (Engine engine = open(flagged)) {
      EngineClient client = new EngineClient(engine);
      for (int id = 2; holdsFirstSegment(); id++) {
        Ledger.insert(client, id).expectApplied();
        if (id % 300 == 0) {
          engine.snapshot().join();
        }
      }
    }
    try (Engine engine = open(flagged)) {
      assertEquals(2, engine.epoch());
    }
  }

  private boolean holdsFirstSegment() throws IOException {
    return disk.list(FolderLayout.JOURNAL).stream()
        .anyMatch(name -> name.startsWith("00000000000000000001-"));
  }

  @Test
  void shouldSayWhyWhatASnapshotHoldsCannotBeVoided() {
    long sequence;
    FaultyDisk killed;
    try (Engine engine = open(EngineTest.small())) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      sequence = Ledger.insert(client, 1).expectApplied().sequence();
      engine.snapshot().join();
      killed = disk.copy();
    }
    EngineConfig voiding = EngineTest.small().voidSequence(sequence).build();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Engine.open(voiding, killed, ProgressListener.SILENT).close());
    assertEquals(
        "sequence "
            + sequence
            + " cannot be voided: the journal holds nothing behind the snapshot of sequence "
            + sequence
            + ", which is the state with all commands before",
        refused.getMessage());
  }

  /** Somebody may have seen what it did, and must not go on from there as if it had stayed. */
  @Test
  void shouldBeginAnEpochWithWhatIsNewlyVoid() {
    long sequence;
    try (Engine engine = open(EngineTest.small())) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      sequence = Ledger.insert(client, 1).expectApplied().sequence();
      assertEquals(1, engine.epoch());
    }
    for (int run = 0; run < 2; run++) {
      try (Engine engine = open(EngineTest.small().voidSequence(sequence))) {
        assertEquals(2, engine.epoch(), "what is void already is no news");
      }
    }
    assertEquals(1, JournalScan.scan(disk, 0).epochOf(sequence));
  }

  /** Wherever the start that voids it is cut: no state without it is ever one of the old epoch. */
  @Test
  void shouldNotVoidInTheOldEpochWhereverTheStartEnds() throws IOException {
    long sequence;
    try (Engine engine = open(EngineTest.small())) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      sequence = Ledger.insert(client, 1).expectApplied().sequence();
    }
    EngineConfig voiding = EngineTest.small().voidSequence(sequence).build();
    FaultyDisk uncut = disk.copy();
    Engine.open(voiding, uncut, ProgressListener.SILENT).close();
    Set<Boolean> seen = new HashSet<>();
    for (int at = 1; at <= uncut.operations(); at++) {
      FaultyDisk folder = disk.copy().crashAt(at);
      try {
        Engine.open(voiding, folder, ProgressListener.SILENT).close();
      } catch (RuntimeException e) {
        assertThrows(SimulatedCrash.class, () -> folder.list(FolderLayout.JOURNAL), e::toString);
      }
      FaultyDisk left = folder.afterCrash(CrashMode.KEEP_UNFORCED);
      boolean isVoid = JournalScan.scan(left, 0).isVoided(sequence);
      seen.add(isVoid);
      EngineConfig plain = EngineTest.small().build();
      try (Engine engine = Engine.open(plain, left, ProgressListener.SILENT)) {
        assertEquals(isVoid ? 0 : 1, rows(engine), "cut at " + at);
        assertTrue(!isVoid || engine.epoch() > 1, "void in the old epoch, cut at " + at);
      }
    }
    assertEquals(Set.of(true, false), seen);
  }

  /** As older versions let it happen: no advice to void still more. */
  @Test
  void shouldNameTheHistoryThatLostItsSettings() {
    try (Engine engine = open(EngineTest.small())) {
      Ledger.create(new EngineClient(engine));
    }
    JournalScan scan = JournalScan.scan(disk, 0);
    try (Journal journal =
        Journal.open(JournalConfig.builder().segmentBytes(1 << 20).build(), disk, scan)) {
      DirectBuffer reason = VoidRecord.body("by hand");
      journal.append(RecordType.VOID, 1, 0, scan.lastTick(), 0, 0, 0, reason, 0, reason.capacity());
      journal.commit(true);
    }
    JournalDamage damage =
        assertThrows(JournalDamage.class, () -> open(EngineTest.small()).close());
    assertEquals(2, damage.sequence());
    assertTrue(damage.reason().contains("begins with its settings"), damage.getMessage());
    assertFalse(damage.getMessage().contains("--void"), damage.getMessage());
  }
}
