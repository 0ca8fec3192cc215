package io.tactus.pipeline;

import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A submitter that waits for its replies, for tests. Threading: one thread. */
public final class EngineClient {
  private static final long DEADLINE_NS = 20_000_000_000L;

  private final Engine engine;
  private final Submitter submitter;
  private final Runnable between;
  private final ExpandableDirectByteBuffer body = new ExpandableDirectByteBuffer(1024);
  private final UnsafeBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(1024));
  private final RowDraft keyDraft = new RowDraft();
  private final TupleWriter tuple = new TupleWriter();
  private long correlations;

  /** What came back. */
  public record Reply(
      Outcome outcome, long sequence, long tick, Rejection rejection, UnsafeBuffer body) {

    /** The first result, to be looked at. */
    public ReplyDecoder first() {
      ReplyDecoder decoder = new ReplyDecoder().wrap(body, 0, body.capacity());
      if (!decoder.next()) {
        throw new AssertionError("no result");
      }
      return decoder;
    }

    public Reply expectApplied() {
      if (outcome != Outcome.APPLIED) {
        throw new AssertionError(outcome + " " + rejection, rejection);
      }
      return this;
    }
  }

  public EngineClient(Engine engine) {
    this.engine = engine;
    this.submitter = engine.submitter(() -> {});
    this.between = () -> LockSupport.parkNanos(20_000);
  }

  public Submitter submitter() {
    return submitter;
  }

  public Reply submit(int type, DirectBuffer bytes, int length, int replyBytes) {
    long schemaVersion = engine.store().versions().latest().catalog(Catalog.class).schemaVersion();
    return submit(type, schemaVersion, bytes, length, replyBytes);
  }

  /** Submits a command that was encoded for an older schema. */
  public Reply submit(
      int type, long schemaVersion, DirectBuffer bytes, int length, int replyBytes) {
    long correlation = ++correlations;
    Admission admission =
        submitter.trySubmit(type, schemaVersion, 7, 0, bytes, 0, length, correlation, replyBytes);
    if (admission != Admission.ACCEPTED) {
      throw new AssertionError(admission);
    }
    return await(correlation);
  }

  private Reply await(long correlation) {
    Reply[] found = new Reply[1];
    long deadline = System.nanoTime() + DEADLINE_NS;
    while (found[0] == null) {
      submitter.drain(
          (replyTo, outcome, sequence, tick, buffer, offset, length) -> {
            if (replyTo != correlation) {
              throw new AssertionError("a reply to " + replyTo + ", not to " + correlation);
            }
            found[0] = reply(outcome, sequence, tick, buffer, offset, length);
          });
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no reply; " + engine.status(), engine.failure());
      }
      between.run();
    }
    return found[0];
  }

  static Reply reply(
      Outcome outcome, long sequence, long tick, DirectBuffer buffer, int offset, int length) {
    UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.max(1, length)), 0, length);
    copy.putBytes(0, buffer, offset, length);
    Rejection rejection =
        outcome == Outcome.REJECTED ? ReplyDecoder.rejection(copy, 0, length) : null;
    return new Reply(outcome, sequence, tick, rejection, copy);
  }

  public Reply createTable(String json) {
    return schema(SchemaCommand.Kind.CREATE_TABLE, json);
  }

  public Reply schema(SchemaCommand.Kind kind, String document) {
    int length = new SchemaCommand(kind, document).encode(body, 0);
    return submit(RecordType.SCHEMA, body, length, SchemaCommand.replyBytes());
  }

  public Reply operations(OperationsEncoder encoder) {
    int length = encoder.end();
    return submit(RecordType.OPERATIONS, encoder.buffer(), length, encoder.replyBytes());
  }

  public Reply call(String procedure, Consumer<TupleWriter> arguments) {
    ProcedureDefinition definition = engine.procedures().find(procedure);
    UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
    tuple.wrap(definition.parameters(), bytes, 0, bytes.capacity());
    arguments.accept(tuple);
    TupleReader reader = new TupleReader().wrap(definition.parameters(), bytes, 0, tuple.finish());
    return operations(
        new OperationsEncoder()
            .begin()
            .call(definition, reader, engine.config().resultLimitBytes()));
  }

  /** Reads what a procedure gave back that was called. */
  public TupleReader results(String procedure, Reply reply) {
    ReplyDecoder decoder = reply.first();
    return new TupleReader()
        .wrap(
            engine.procedures().find(procedure).results(),
            decoder.buffer(),
            decoder.tupleOffset(),
            decoder.tupleLength());
  }

  /** Calls a procedure whose first result is a number; returns that, or why it was rejected. */
  public String numberOrRejection(String procedure, Consumer<TupleWriter> arguments) {
    Reply reply = call(procedure, arguments);
    if (reply.rejection() != null) {
      return reply.rejection().code() + " " + reply.rejection().getMessage();
    }
    return Long.toString(results(procedure, reply).getLong(0));
  }

  /** Runs a read-only procedure. */
  public static TupleReader readOnly(
      Engine engine, String procedure, Version version, Consumer<TupleWriter> arguments) {
    ProcedureDefinition definition = engine.procedures().find(procedure);
    UnsafeBuffer in = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
    TupleWriter writer = new TupleWriter().wrap(definition.parameters(), in, 0, in.capacity());
    arguments.accept(writer);
    TupleReader reader = new TupleReader().wrap(definition.parameters(), in, 0, writer.finish());
    UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
    TupleWriter results = new TupleWriter().wrap(definition.results(), out, 0, out.capacity());
    engine.procedures().runReadOnly(procedure, version, 0, reader, results);
    return new TupleReader().wrap(definition.results(), out, 0, results.length());
  }

  /** The layout of a table as published. */
  public RowLayout layout(String table) {
    try (Reader reader = engine.store().versions().register()) {
      return reader.pin().catalog(Catalog.class).table(table).layout();
    }
  }

  /** The key image of a table whose key is one integer; valid until the next call. */
  public long key(RowLayout layout, long part) {
    keyDraft.reset(layout);
    keyDraft.setLong(layout.keyField(0).ordinal(), part);
    layout.copyKey(keyDraft.rowAddress(), key.addressOffset());
    return key.addressOffset();
  }
}
