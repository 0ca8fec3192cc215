package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.MalformedCommand;
import io.tactus.pipeline.command.OperationKind;
import io.tactus.pipeline.command.OperationsDecoder;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.plugin.RegisteredProcedure;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.index.LookAhead;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.IndexMeta;
import io.tactus.storage.table.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Applies row operations and calls, one after the other, as one transaction.
 *
 * <p>A command names tables by id and fields by ordinal, and holds key images and values, all as of
 * the schema it was encoded against. Table ids are never used again; if the fields of a table have
 * changed since, the command is refused with {@code schema_changed} and whoever sent it encodes it
 * anew. Both versions come from the journal and the state, so every replay decides alike.
 *
 * <p>Threading: applying thread. Allocates nothing per operation, rejections and filters apart.
 */
final class OperationsHandler implements CommandHandler {
  private final ApplyState state;
  private final RefusalListener refusals;
  private final OperationsDecoder decoder = new OperationsDecoder();
  private final References references = new References();
  private final RowDraft draft = new RowDraft();
  private final RowDraft keyDraft = new RowDraft();
  private final FieldOperators operators = new FieldOperators();
  private final TupleReader arguments = new TupleReader();
  private final FilteredRows filtered;
  private final RelatedReplies related;
  private final UpcomingKeys upcoming;
  private int[] changesAfter = new int[16];
  private final UnsafeBuffer key =
      new UnsafeBuffer(ByteBuffer.allocateDirect(SchemaLimits.MAX_KEY_BYTES));
  private long schemaVersion;

  OperationsHandler(ApplyState state, RefusalListener refusals) {
    this.state = state;
    this.refusals = refusals;
    this.filtered = new FilteredRows(state.transaction());
    this.related = new RelatedReplies(state.transaction());
    this.upcoming = new UpcomingKeys(state.transaction());
  }

  @Override
  public void apply(Command command, DirectBuffer body, int offset, int length, ReplyEncoder out) {
    schemaVersion = command.schemaVersion();
    references.begin(body, offset, length);
    decoder.wrap(body, offset, length);
    if (changesAfter.length < decoder.count()) {
      changesAfter = new int[decoder.count()];
    }
    if (decoder.defersReferences()) {
      state.transaction().deferReferences();
    }
    upcoming.begin(body, offset, length);
    while (decoder.next()) {
      if (decoder.index() % LookAhead.KEYS == 0) {
        upcoming.readNext();
      }
      try {
        run(decoder.kind(), command, out);
        decoder.expectEnd();
      } catch (Rejection e) {
        throw e.withFailedIndex(decoder.index());
      }
      changesAfter[decoder.index()] = state.transaction().changeCount();
    }
    checkReferences();
    if (decoder.related() != null) {
      related.add(decoder.related(), decoder.wantsSingle(), command, out);
    }
  }

  /** Checks what the command, or a procedure that it called, put off to its end. */
  private void checkReferences() {
    try {
      state.transaction().checkReferences();
    } catch (Rejection e) {
      int change = state.transaction().refusedChange();
      for (int i = 0; i < decoder.count(); i++) {
        if (change < changesAfter[i]) {
          throw e.withFailedIndex(i);
        }
      }
      throw e;
    }
  }

  private void run(OperationKind kind, Command command, ReplyEncoder out) {
    switch (kind) {
      case INSERT -> insert(out);
      case INSERT_OR_IGNORE -> insertOrIgnore(out);
      case UPSERT -> upsert(out);
      case MERGE -> merge(out);
      case UPDATE -> update(out);
      case DELETE -> delete(out);
      case CALL -> call(command, out);
      case UPDATE_WHERE -> {
        Table table = table();
        decodeFields(table.layout());
        boolean operates = decoder.takeOperators(operators, table.layout().fieldCount());
        filtered.update(decoder, table, draft, operates ? operators : null, out);
      }
      case DELETE_WHERE -> filtered.delete(decoder, table(), out);
      default -> throw new MalformedCommand("operation " + kind);
    }
  }

  private void insert(ReplyEncoder out) {
    Table table = table();
    decodeFields(table.layout());
    long row = table.insert(draft);
    written(OperationKind.INSERT, table, row, true, out);
  }

  private void insertOrIgnore(ReplyEncoder out) {
    Table table = table();
    RowLayout layout = table.layout();
    decodeFields(layout);
    long present = duplicate(table, layout);
    if (present != 0) {
      written(OperationKind.INSERT_OR_IGNORE, table, present, false, out);
      return;
    }
    written(OperationKind.INSERT_OR_IGNORE, table, table.insert(draft), true, out);
  }

  private void upsert(ReplyEncoder out) {
    Table table = table();
    decodeFields(table.layout());
    long row = table.upsert(draft, decoder.ifSequence());
    OperationKind done = table.lastWriteInserted() ? OperationKind.INSERT : OperationKind.UPSERT;
    written(done, table, row, table.lastWriteChanged(), out);
  }

  private void merge(ReplyEncoder out) {
    Table table = table();
    RowLayout layout = table.layout();
    decodeFields(layout);
    long present = duplicate(table, layout);
    if (present == 0) {
      // Without a row there is nothing to replace: upsert() only refuses an ifSequence.
      boolean byKey = decoder.conflict() == null;
      long row = byKey ? table.upsert(draft, decoder.ifSequence()) : table.insert(draft);
      written(OperationKind.INSERT, table, row, true, out);
      return;
    }
    layout.copyKey(present, key.addressOffset());
    long row = table.update(key.addressOffset(), draft, null, decoder.ifSequence());
    written(OperationKind.MERGE, table, row, table.lastWriteChanged(), out);
  }

  /** Returns the row that the draft is a duplicate of, or 0. */
  private long duplicate(Table table, RowLayout layout) {
    String index = decoder.conflict();
    if (index == null) {
      return takeGivenKey(layout) ? table.find(key.addressOffset()) : 0;
    }
    List<IndexMeta> indexes = table.meta().indexes();
    for (int i = 0; i < indexes.size(); i++) {
      if (indexes.get(i).unique() && indexes.get(i).name().equals(index)) {
        long slot = table.slotLike(i, draft);
        return slot == 0 ? 0 : table.rowAddress(slot);
      }
    }
    throw schemaChanged("the index " + index + " is gone").at(table.meta().name(), "");
  }

  /** Copies the key of the draft, if it is there as a whole. */
  private boolean takeGivenKey(RowLayout layout) {
    for (int i = 0; i < layout.keyFieldCount(); i++) {
      if (!draft.isPresent(layout.keyField(i).ordinal())) {
        return false;
      }
    }
    layout.copyKey(draft.rowAddress(), key.addressOffset());
    return true;
  }

  private void update(ReplyEncoder out) {
    Table table = table();
    RowLayout layout = table.layout();
    long keyAddress = takeKey(layout);
    decodeFields(layout);
    boolean operates = decoder.takeOperators(operators, layout.fieldCount());
    filtered.check(decoder, table, keyAddress);
    long row = table.update(keyAddress, draft, operates ? operators : null, decoder.ifSequence());
    written(OperationKind.UPDATE, table, row, table.lastWriteChanged(), out);
  }

  private void delete(ReplyEncoder out) {
    Table table = table();
    RowLayout layout = table.layout();
    long keyAddress = takeKey(layout);
    filtered.check(decoder, table, keyAddress);
    long row = table.find(keyAddress);
    if (row != 0) {
      references.keepRow(decoder.index(), layout, row, table);
      out.row(OperationKind.DELETE, layout, row, table, 0, true, decoder.returnRow());
    }
    table.delete(keyAddress, decoder.ifSequence());
  }

  private void written(
      OperationKind kind, Table table, long row, boolean changed, ReplyEncoder out) {
    RowLayout layout = table.layout();
    references.keepRow(decoder.index(), layout, row, table);
    out.row(kind, layout, row, table, RowLayout.sequence(row), changed, decoder.returnRow());
  }

  private void call(Command command, ReplyEncoder out) {
    int nameLength = decoder.nameLength();
    int nameStart = decoder.take(nameLength);
    RegisteredProcedure procedure = state.plugins().find(decoder.buffer(), nameStart, nameLength);
    if (procedure == null) {
      byte[] name = new byte[nameLength];
      decoder.buffer().getBytes(nameStart, name);
      procedure = state.plugins().require(new String(name, StandardCharsets.US_ASCII));
    }
    int length = decoder.end() - decoder.position();
    int start = decoder.take(length);
    decodeArguments(procedure, start, length);
    TupleWriter results = out.beginCall(procedure.definition().results());
    try {
      state.runner().call(procedure, arguments, results);
    } catch (Rejection e) {
      if (e.code() == RejectionCode.PROCEDURE_FAILED) {
        refusals.onRefused(command.sequence(), procedure.definition().name(), e);
      }
      throw e;
    }
    out.endCall();
    references.keepTuple(
        decoder.index(),
        procedure.definition().results(),
        results.buffer(),
        results.offset(),
        results.length());
  }

  private void decodeArguments(RegisteredProcedure procedure, int start, int length) {
    try {
      arguments.wrap(procedure.definition().parameters(), decoder.buffer(), start, length);
      arguments.validate();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new MalformedCommand(e);
    }
  }

  private Table table() {
    Table table = state.transaction().table(decoder.tableId());
    if (table == null || table.meta().isSystem()) {
      throw schemaChanged("the table this command was made for is gone");
    }
    if (table.meta().layoutVersion() > schemaVersion) {
      throw schemaChanged("the table's fields have changed since this command was made")
          .at(table.meta().name(), "");
    }
    return table;
  }

  private static Rejection schemaChanged(String why) {
    return new Rejection(RejectionCode.SCHEMA_CHANGED, why)
        .withHint("read the schema again and repeat the request");
  }

  private void decodeFields(RowLayout layout) {
    draft.reset(layout);
    decoder.take(decodeDraft());
    for (int i = 0; i < decoder.referenceCount(); i++) {
      if (!decoder.isKeyReference(i)) {
        int target = decoder.referenceTarget(i);
        if (target >= layout.fieldCount()) {
          throw new MalformedCommand("a reference into field " + target);
        }
        references.resolve(decoder, i, draft, target);
      }
    }
  }

  private int decodeDraft() {
    try {
      return draft.decode(decoder.buffer(), decoder.position(), decoder.end());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new MalformedCommand(e);
    }
  }

  private long takeKey(RowLayout layout) {
    int start = decoder.take(layout.keyBytes());
    DirectBuffer buffer = decoder.buffer();
    key.putBytes(0, buffer, start, layout.keyBytes());
    boolean referred = false;
    for (int i = 0; i < decoder.referenceCount(); i++) {
      if (decoder.isKeyReference(i)) {
        int part = decoder.referenceTarget(i);
        if (part >= layout.keyFieldCount()) {
          throw new MalformedCommand("a reference into part " + part + " of the key");
        }
        if (!referred) {
          referred = true;
          keyDraft.reset(layout);
          layout.putKey(key.addressOffset(), keyDraft.rowAddress());
        }
        references.resolve(decoder, i, keyDraft, layout.keyField(part).ordinal());
      }
    }
    if (referred) {
      layout.copyKey(keyDraft.rowAddress(), key.addressOffset());
    }
    return key.addressOffset();
  }
}
