package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.UpdateOperator;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands whose bytes do not add up are refused; they neither halt nor leave a trace. */
class MalformedCommandTest {
  private static final int ROUNDS = 5_000;

  private final RowDraft draft = new RowDraft();
  private final UnsafeBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
  private final OperationsEncoder encoder = new OperationsEncoder();
  private long malformed;

  private static RowLayout createPlayers(StepEngine engine, Submitter submitter) {
    ExpandableDirectByteBuffer body = new ExpandableDirectByteBuffer(512);
    int bytes =
        new SchemaCommand(SchemaCommand.Kind.CREATE_TABLE, EngineTest.PLAYERS).encode(body, 0);
    submitter.trySubmit(RecordType.SCHEMA, 0, 0, 0, body, 0, bytes, 0, 1024);
    engine.step(10);
    submitter.drain((to, outcome, sequence, tick, reply, at, length) -> {});
    try (Reader reader = engine.store().versions().register()) {
      return reader.pin().catalog(Catalog.class).table("players").layout();
    }
  }

  private void key(RowLayout layout, long id) {
    draft.reset(layout).setLong(0, id);
    layout.copyKey(draft.rowAddress(), key.addressOffset());
  }

  /** One operation of each form. */
  private byte[] command(RowLayout layout, long id) {
    encoder.begin();
    draft.reset(layout).setString(1, "ada");
    encoder.insert(draft, true);
    draft.reset(layout).setString(1, "bob");
    encoder.nextReference(2, 0, 0).upsert(draft, false);
    key(layout, id);
    FieldOperators operators = new FieldOperators();
    operators.add(2, UpdateOperator.ADD, 1);
    encoder
        .nextWhere("gold=gte.0", 1)
        .update(key.addressOffset(), draft.reset(layout), operators, true);
    encoder.nextKeyReference(0, 0, 0).delete(layout, key.addressOffset(), true);
    byte[] bytes = new byte[encoder.end()];
    encoder.buffer().getBytes(0, bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldRefuseCommandsWithWrongBytes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EngineConfig config = EngineTest.small().workBudget(1_000).build();
    try (StepEngine engine = StepEngine.open(config, new FaultyDisk(seed), new StepClock())) {
      Submitter submitter = engine.submitter(() -> {});
      RowLayout layout = createPlayers(engine, submitter);
      for (int round = 0; round < ROUNDS; round++) {
        byte[] bytes = command(layout, random.nextInt(50));
        for (int i = random.nextInt(4); i > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        int length = random.nextInt(8) == 0 ? random.nextInt(bytes.length) : bytes.length;
        submitter.trySubmit(
            RecordType.OPERATIONS, 0, 0, 0, new UnsafeBuffer(bytes), 0, length, round, 4096);
        engine.step(1);
        submitter.drain(
            (to, outcome, sequence, tick, reply, at, replyLength) -> {
              if (outcome == Outcome.REJECTED
                  && ReplyDecoder.rejection(reply, at, replyLength).code()
                      == RejectionCode.MALFORMED) {
                malformed++;
              }
            });
        assertEquals(
            EngineStatus.RUNNING, engine.engine().status(), () -> "" + engine.engine().failure());
      }
    }
    assertTrue(malformed > ROUNDS / 10, "malformed: " + malformed);
  }
}
