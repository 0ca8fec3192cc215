package io.tactus.perf.recovery;

import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.Admission;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.Submitter;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.UpdateOperator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine over a folder, with one table of wide rows or of small ones, and a way to send it many
 * commands. Threading: one thread.
 */
final class FilledEngine implements AutoCloseable {
  private static final int ROWS_PER_COMMAND = 16;
  private static final int FIELD_ID = 0;
  private static final int FIELD_GOLD = 1;
  private static final int FIELD_NOTE = 2;
  private static final long PARK_NS = 20_000;

  private final Engine engine;
  private final Submitter submitter;
  private final RowDraft draft = new RowDraft();
  private final FieldOperators operators = new FieldOperators();
  private final OperationsEncoder encoder = new OperationsEncoder();
  private final UnsafeBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
  private int encodedBytes;
  private long sent;
  private long answered;

  FilledEngine(Path folder, EngineConfig config) throws IOException {
    engine = Engine.open(config, NioDisk.at(folder), ProgressListener.SILENT);
    submitter = engine.submitter(() -> {});
  }

  Engine engine() {
    return engine;
  }

  /** Creates the table; a row takes about so many bytes. */
  void createTable(int noteBytes) {
    String json =
        "{\"name\":\"players\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"},"
            + "{\"name\":\"gold\",\"type\":\"i64\"},{\"name\":\"note\",\"type\":\"string("
            + noteBytes
            + ")\"}],\"primaryKey\":[\"id\"]}";
    ExpandableArrayBuffer body = new ExpandableArrayBuffer(1024);
    int length = new SchemaCommand(SchemaCommand.Kind.CREATE_TABLE, json).encode(body, 0);
    submit(RecordType.SCHEMA, body, length, SchemaCommand.replyBytes());
    await();
  }

  /** Inserts rows 0 to {@code rows - 1}, several per command. */
  void insert(long rows, int noteBytes) {
    String note = "n".repeat(noteBytes);
    RowLayout layout = layout();
    for (long id = 0; id < rows; ) {
      encoder.begin();
      for (int i = 0; i < ROWS_PER_COMMAND && id < rows; i++, id++) {
        draft.reset(layout);
        draft.setLong(FIELD_ID, id);
        draft.setLong(FIELD_GOLD, 0);
        draft.setString(FIELD_NOTE, note);
        encoder.insert(draft, false);
      }
      int length = encoder.end();
      submit(RecordType.OPERATIONS, encoder.buffer(), length, encoder.replyBytes());
    }
    await();
  }

  /** Prepares a small command, an addition to one row, to be sent with {@link #trySend}. */
  void encodeUpdate(long id) {
    RowLayout layout = layout();
    draft.reset(layout);
    draft.setLong(FIELD_ID, id);
    layout.copyKey(draft.rowAddress(), key.addressOffset());
    operators.clear();
    operators.add(FIELD_GOLD, UpdateOperator.ADD, 1);
    encoder.begin().update(key.addressOffset(), draft.reset(layout), operators, false);
    encodedBytes = encoder.end();
  }

  /** Sends it; false if the ring is full. */
  boolean trySend(long correlation) {
    boolean accepted =
        submitter.trySubmit(
                RecordType.OPERATIONS,
                schemaVersion(),
                0,
                0,
                encoder.buffer(),
                0,
                encodedBytes,
                correlation,
                encoder.replyBytes())
            == Admission.ACCEPTED;
    sent += accepted ? 1 : 0;
    return accepted;
  }

  /** Updates so many rows, one per command, as fast as they are taken. */
  void update(long commands, long rows) {
    for (long i = 0; i < commands; i++) {
      encodeUpdate(i * 7919 % rows);
      while (!trySend(i)) {
        drain(correlation -> {});
      }
    }
    await();
  }

  /** Hands on the correlations of what was answered; how many there were. */
  long drain(LongConsumer listener) {
    long before = answered;
    submitter.drain(
        (correlation, outcome, sequence, tick, body, offset, length) -> {
          if (outcome != Outcome.APPLIED) {
            throw new IllegalStateException("refused: " + outcome);
          }
          answered++;
          listener.accept(correlation);
        });
    return answered - before;
  }

  /** Whether anything sent waits for its answer. */
  boolean isWaiting() {
    return answered < sent;
  }

  void await() {
    while (isWaiting()) {
      if (drain(correlation -> {}) == 0) {
        LockSupport.parkNanos(PARK_NS);
      }
    }
  }

  private void submit(int type, DirectBuffer body, int length, int replyBytes) {
    while (submitter.trySubmit(type, schemaVersion(), 0, 0, body, 0, length, sent, replyBytes)
        != Admission.ACCEPTED) {
      drain(correlation -> {});
    }
    sent++;
  }

  private long schemaVersion() {
    return engine.store().versions().latest().catalog(Catalog.class).schemaVersion();
  }

  private RowLayout layout() {
    return engine.store().versions().latest().catalog(Catalog.class).table("players").layout();
  }

  @Override
  public void close() {
    engine.close();
  }
}
