package io.tactus.pipeline.simulation;

import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.pipeline.plugin.ProcedureCatalog;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.model.DraftWriter;
import io.tactus.storage.model.ModelStore;
import io.tactus.storage.model.ModelTable;
import io.tactus.storage.model.RandomWrites;
import io.tactus.storage.model.RowWrite;
import io.tactus.storage.model.SchemaCommands;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes up commands, each for the engine and for the model. Threading: one thread. */
final class CommandSource implements AutoCloseable {
  private static final int MOST_ROWS = 1_000_000;
  private static final int ARGUMENT_BYTES = 256;

  private final Random random;
  private final Coverage coverage;
  private final RandomWrites writes;
  private final SchemaCommands schemas;
  private final KeyedCommands keyed;
  private final DraftWriter drafts = new DraftWriter();
  private final OperationsEncoder encoder = new OperationsEncoder();
  private final ExpandableDirectByteBuffer schemaBody = new ExpandableDirectByteBuffer(4096);
  private final TupleWriter tuple = new TupleWriter();
  private final UnsafeBuffer arguments = new UnsafeBuffer(new byte[ARGUMENT_BYTES]);

  /**
   * @param keysForgotten whether the engine is to forget idempotency keys at each start: a defect
   */
  CommandSource(Random random, Coverage coverage, boolean keysForgotten) {
    this.random = random;
    this.coverage = coverage;
    this.writes = new RandomWrites(random);
    this.schemas = new SchemaCommands(random);
    this.keyed = new KeyedCommands(random, coverage, keysForgotten);
  }

  /**
   * A change of the schema, or null if none came up.
   *
   * @param behind the last command, which is the one the view shows
   */
  Submission schemaChange(View view, long behind) {
    String[] document = new String[1];
    List<Set<RejectionCode>> refused = new ArrayList<>();
    ModelStore after =
        schemas.play(
            (json, expected) -> {
              document[0] = json;
              refused.add(expected);
              return false;
            },
            view.store().copy(),
            view.store().schemaVersion + 1);
    if (document[0] == null) {
      return null;
    }
    coverage.count("submitted " + document[0].substring(2, document[0].indexOf(',')));
    if (document[0].contains("\"set\":{\"type\"") && document[0].contains("allowLoss")) {
      coverage.count("submitted conversion with loss");
    }
    SchemaMove move = new SchemaMove(document[0], behind, refused.get(0), after);
    SchemaCommand command = new SchemaCommand(SchemaCommand.Kind.CHANGE, document[0]);
    int length = command.encode(schemaBody, 0);
    return new Submission(
        RecordType.SCHEMA,
        view.catalog().schemaVersion(),
        schemaBody,
        length,
        SchemaCommand.replyBytes(),
        move);
  }

  /** Another run of the engine begins. */
  void nextRun() {
    keyed.nextRun();
  }

  /** History goes on from an earlier point: what was made for later schemas is not sent again. */
  void forgetBehind(long schemaVersion) {
    keyed.forgetBehind(schemaVersion);
  }

  /** A transaction, with an idempotency key or without; perhaps one that was sent before. */
  Submission any(View view, ProcedureCatalog procedures, long sequence) {
    int dice = random.nextInt(12);
    Submission again = dice < 2 ? keyed.again(view.catalog().schemaVersion()) : null;
    if (again != null) {
      return again;
    }
    Submission plain = batch(view, procedures, sequence);
    return dice < 4 ? keyed.around(plain) : plain;
  }

  /** One or several operations as a transaction. */
  private Submission batch(View view, ProcedureCatalog procedures, long sequence) {
    List<ModelTable> tables = List.copyOf(view.store().tables.values());
    int count = random.nextInt(5) < 3 ? 1 : 2 + random.nextInt(7);
    boolean deferred = random.nextInt(6) == 0;
    List<Object> operations = new ArrayList<>();
    encoder.begin();
    if (deferred) {
      encoder.deferReferences();
      coverage.count("submitted deferred batch");
    }
    for (int i = 0; i < count; i++) {
      if (random.nextInt(5) == 0) {
        BankModel.Call call = call();
        encode(call, procedures);
        operations.add(call);
        coverage.count("submitted call " + call.procedure());
      } else {
        ModelTable table = tables.get(random.nextInt(tables.size()));
        RowWrite write = writes.any(view.store(), table, sequence);
        encode(write, table, view);
        operations.add(write);
        coverage.count("submitted " + write.kind());
      }
    }
    long schemaVersion = view.catalog().schemaVersion();
    int length = encoder.end();
    return new Submission(
        RecordType.OPERATIONS,
        schemaVersion,
        encoder.buffer(),
        length,
        encoder.replyBytes(),
        new BatchMove(List.copyOf(operations), deferred, schemaVersion));
  }

  private BankModel.Call call() {
    long id = 1L + random.nextInt(9);
    long mode = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
    long amount = random.nextInt(300) - 60L;
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> new BankModel.Call("bank.open", List.of(id, 3 * amount));
      case 3, 4 ->
          new BankModel.Call("bank.move", List.of(id, 1L + random.nextInt(9), amount, mode));
      case 5 -> new BankModel.Call("bank.add", List.of(id, amount, mode));
      case 6 -> new BankModel.Call("bank.pay", List.of(amount / 10));
      default -> {
        long ticks = random.nextInt(8) - 1L;
        long micros = random.nextInt(300_000);
        yield new BankModel.Call("bank.later", List.of(id, amount, mode, ticks, micros));
      }
    };
  }

  private void encode(BankModel.Call call, ProcedureCatalog procedures) {
    ProcedureDefinition definition = procedures.find(call.procedure());
    tuple.wrap(definition.parameters(), arguments, 0, ARGUMENT_BYTES);
    for (int i = 0; i < call.arguments().size(); i++) {
      tuple.setLong(i, call.arguments().get(i));
    }
    int length = tuple.finish();
    TupleReader reader = new TupleReader().wrap(definition.parameters(), arguments, 0, length);
    encoder.call(definition, reader, ARGUMENT_BYTES);
  }

  private void encode(RowWrite write, ModelTable table, View view) {
    RowLayout layout = view.catalog().table(table.name).layout();
    RowDraft row = drafts.draft(layout, table, write.row());
    FieldOperators operators = drafts.operators(write.operators());
    long key = write.key() == null ? 0 : drafts.key(table, write.key());
    if (write.ifSequence() != 0) {
      encoder.nextIfSequence(write.ifSequence());
    }
    if (write.where() != null) {
      encoder.nextWhere(write.where().text(), MOST_ROWS);
    }
    boolean show = random.nextInt(8) == 0;
    switch (write.kind()) {
      case INSERT -> encoder.insert(row, show);
      case INSERT_OR_IGNORE -> encoder.insertOrIgnore(row, show);
      case UPSERT -> encoder.upsert(row, show);
      case MERGE -> encoder.merge(row, show);
      case UPDATE -> encoder.update(key, row, operators, show);
      case DELETE -> encoder.delete(layout, key, show);
      case UPDATE_WHERE -> encoder.updateWhere(row, operators, show, ARGUMENT_BYTES);
      case DELETE_WHERE -> encoder.deleteWhere(layout, show, ARGUMENT_BYTES);
      case PARALLEL_UPDATE -> throw new IllegalArgumentException("only procedures do that");
    }
  }

  @Override
  public void close() {
    drafts.close();
  }
}
