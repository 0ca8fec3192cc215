package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.FrameBudget;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.ExpandableDirectByteBuffer;
import org.junit.jupiter.api.Test;

/** Slow readers may have writes refused, but not for longer than they read. */
class SlowReaderTest {
  private static final int PAGES = 256;
  private static final int READER_FRAMES = 64;

  private final StepEngine engine = open();
  private final Submitter submitter = engine.submitter(() -> {});

  private static StepEngine open() {
    long frames = FrameBudget.within(PAGES, 0).withReaderFrames(READER_FRAMES).maxFrames();
    EngineConfig config = EngineTest.small().maxLogicalPages(PAGES).maxFrames(frames).build();
    return StepEngine.open(config, new FaultyDisk(1), new StepClock());
  }

  private Admission createPlayers() {
    ExpandableDirectByteBuffer body = new ExpandableDirectByteBuffer(1024);
    int length =
        new SchemaCommand(SchemaCommand.Kind.CREATE_TABLE, EngineTest.PLAYERS).encode(body, 0);
    return submitter.trySubmit(RecordType.SCHEMA, 0, 0, 0, body, 0, length, 1, 1024);
  }

  private RowLayout players() {
    try (Reader reader = engine.store().versions().register()) {
      return reader.pin().catalog(Catalog.class).table("players").layout();
    }
  }

  private Admission insert(RowLayout players) {
    RowDraft draft = new RowDraft().reset(players);
    draft.setString(1, "player");
    OperationsEncoder encoder = new OperationsEncoder().begin().insert(draft, false);
    int length = encoder.end();
    return submitter.trySubmit(
        RecordType.OPERATIONS, 0, 0, 0, encoder.buffer(), 0, length, 1, encoder.replyBytes());
  }

  private void step() {
    engine.step(Integer.MAX_VALUE);
    submitter.drain((correlation, outcome, sequence, tick, body, offset, length) -> {});
  }

  @Test
  void shouldAdmitCommandsAgainWhenSlowReadersAreGone() {
    assertEquals(Admission.ACCEPTED, createPlayers());
    step();
    RowLayout players = players();
    Deque<Reader> slow = new ArrayDeque<>();
    try (StepEngine closing = engine) {
      while (insert(players) == Admission.ACCEPTED) {
        assertTrue(slow.size() < 100, "slow readers hold frames without end");
        Reader reader = closing.store().versions().register();
        reader.pin();
        slow.add(reader);
        step();
      }
      step();
      assertEquals(Admission.FRAMES_EXHAUSTED, insert(players), "while they read");
      // The last one stays: it needs next to nothing, but it does need something.
      while (slow.size() > 1) {
        slow.remove().close();
      }
      insert(players);
      step();
      assertEquals(Admission.ACCEPTED, insert(players));
      step();
      slow.remove().close();
    }
  }
}
