package io.tactus.pipeline.command;

import static io.tactus.pipeline.command.OperationsLayout.CONFLICT;
import static io.tactus.pipeline.command.OperationsLayout.DEFER_REFERENCES;
import static io.tactus.pipeline.command.OperationsLayout.HEADER_BYTES;
import static io.tactus.pipeline.command.OperationsLayout.IF_SEQUENCE;
import static io.tactus.pipeline.command.OperationsLayout.KEY_TARGET;
import static io.tactus.pipeline.command.OperationsLayout.OPERATION_BYTES;
import static io.tactus.pipeline.command.OperationsLayout.OPERATORS;
import static io.tactus.pipeline.command.OperationsLayout.ORDER;
import static io.tactus.pipeline.command.OperationsLayout.REFERENCES;
import static io.tactus.pipeline.command.OperationsLayout.RELATED;
import static io.tactus.pipeline.command.OperationsLayout.RETURN_ROW;
import static io.tactus.pipeline.command.OperationsLayout.SINGLE;
import static io.tactus.pipeline.command.OperationsLayout.WHERE;

import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;

/**
 * Builds the body of an OPERATIONS command: one operation, or several as one transaction. Reusable.
 *
 * <pre>{@code
 * encoder.begin().insert(draft, true);
 * submitter.trySubmit(CommandType.OPERATIONS, schemaVersion, caller, 0,
 *     encoder.buffer(), 0, encoder.end(), correlation, encoder.replyBytes());
 * }</pre>
 *
 * The {@code next…} methods say something about the operation that follows them. Threading: one
 * thread. A command that grows above {@link #MAX_BYTES} rejects with {@code too_large}.
 */
public final class OperationsEncoder {
  /** Most bytes of a command body; the engine's own limit may be lower. */
  public static final int MAX_BYTES = 8 << 20;

  /** Most operations of a transaction. */
  public static final int MAX_OPERATIONS = 10_000;

  private static final int INITIAL_BYTES = 4096;

  private final ExpandableDirectByteBuffer buffer = new ExpandableDirectByteBuffer(INITIAL_BYTES);
  private int position;
  private int operations;
  private long replyBytes;
  private int operationStart;
  private int flags;
  private long ifSequence;
  private boolean defersReferences;
  private boolean showsRelated;
  private boolean wantsSingle;
  private int relatedReplyBytes;
  private String where;
  private int whereLimit;
  private String conflict;
  private int[] references = new int[3 * 8];
  private int referenceCount;

  /** Begins a transaction without operations. */
  public OperationsEncoder begin() {
    position = HEADER_BYTES;
    operations = 0;
    replyBytes = ReplyLayout.HEADER_BYTES;
    defersReferences = false;
    showsRelated = false;
    wantsSingle = false;
    clearNext();
    return this;
  }

  /**
   * The rows given back come with related ones. Said before the first operation.
   *
   * @param terms a select list and what belongs to its embeddings, joined by {@code &}
   * @param single whether to refuse if rows are given back and all of them lack related ones that
   *     {@code !inner} demands
   * @param resultBytes most bytes the reply may take: the engine's result limit
   */
  public OperationsEncoder related(String terms, boolean single, int resultBytes) {
    byte[] text = terms.getBytes(StandardCharsets.UTF_8);
    if (position != HEADER_BYTES || operations > 0) {
      throw new IllegalStateException("said behind " + operations + " operations");
    }
    if (text.length > 0xFFFF) {
      throw new Rejection(RejectionCode.TOO_LARGE, "a select list of " + text.length + " bytes");
    }
    showsRelated = true;
    wantsSingle = single;
    relatedReplyBytes = resultBytes;
    putShort(text.length);
    buffer.putBytes(position, text);
    position += text.length;
    return this;
  }

  /** What the rows refer to is checked when all operations are done, not after each of them. */
  public OperationsEncoder deferReferences() {
    defersReferences = true;
    return this;
  }

  /** The next operation is refused with {@code precondition_failed} unless the row has this one. */
  public OperationsEncoder nextIfSequence(long sequence) {
    flags |= IF_SEQUENCE;
    ifSequence = sequence;
    return this;
  }

  /**
   * The next operation has a condition.
   *
   * @param filter PostgREST terms joined by {@code &}, for UPDATE and DELETE a condition on the row
   *     with the key, for UPDATE_WHERE and DELETE_WHERE what rows are meant
   * @param rowLimit most rows that may match; more of them reject
   */
  public OperationsEncoder nextWhere(String filter, int rowLimit) {
    flags |= WHERE;
    where = filter;
    whereLimit = rowLimit;
    return this;
  }

  /**
   * The next operation, an INSERT_OR_IGNORE or MERGE, takes rows for duplicates that a unique index
   * could not hold both of, and not those with the same primary key.
   */
  public OperationsEncoder nextConflict(String uniqueIndex) {
    flags |= CONFLICT;
    conflict = uniqueIndex;
    return this;
  }

  /** A field of the next operation takes its value from a field of an earlier result. */
  public OperationsEncoder nextReference(int ordinal, int operation, int field) {
    return reference(ordinal, operation, field);
  }

  /** A part of the key of the next operation takes its value from a field of an earlier result. */
  public OperationsEncoder nextKeyReference(int keyPosition, int operation, int field) {
    return reference(KEY_TARGET | keyPosition, operation, field);
  }

  /** Adds a new row; the draft need not be complete: references and defaults fill it later. */
  public OperationsEncoder insert(RowDraft row, boolean returnRow) {
    return row(OperationKind.INSERT, row, returnRow);
  }

  /** Adds a new row, or nothing if its key is there. */
  public OperationsEncoder insertOrIgnore(RowDraft row, boolean returnRow) {
    return row(OperationKind.INSERT_OR_IGNORE, row, returnRow);
  }

  /** Adds a row, or changes the given fields of the one with its key. */
  public OperationsEncoder merge(RowDraft row, boolean returnRow) {
    return row(OperationKind.MERGE, row, returnRow);
  }

  /** Adds a row or replaces the one with its key; fields not given take their defaults. */
  public OperationsEncoder upsert(RowDraft row, boolean returnRow) {
    return row(OperationKind.UPSERT, row, returnRow);
  }

  /**
   * Changes fields of the row with a key.
   *
   * @param keyAddress the key image, as the layout of {@code set} has it
   * @param operators may be null
   */
  public OperationsEncoder update(
      long keyAddress, RowDraft set, FieldOperators operators, boolean returnRow) {
    RowLayout layout = set.layout();
    operation(OperationKind.UPDATE, layout.table().id(), returnRow, operators);
    key(layout, keyAddress);
    fields(set);
    operators(operators);
    return finish(layout.keyBytes(), returnRow ? maxRowBytes(layout) : 0);
  }

  /** Changes fields of every row that matches {@link #nextWhere}. */
  public OperationsEncoder updateWhere(
      RowDraft set, FieldOperators operators, boolean returnRows, int resultBytes) {
    operation(OperationKind.UPDATE_WHERE, set.layout().table().id(), returnRows, operators);
    fields(set);
    operators(operators);
    return finish(0, returnRows ? resultBytes : 0);
  }

  /** Deletes the row with a key. */
  public OperationsEncoder delete(RowLayout layout, long keyAddress, boolean returnRow) {
    operation(OperationKind.DELETE, layout.table().id(), returnRow, null);
    key(layout, keyAddress);
    return finish(layout.keyBytes(), returnRow ? maxRowBytes(layout) : 0);
  }

  /** Deletes every row that matches {@link #nextWhere}. */
  public OperationsEncoder deleteWhere(RowLayout layout, boolean returnRows, int resultBytes) {
    operation(OperationKind.DELETE_WHERE, layout.table().id(), returnRows, null);
    return finish(0, returnRows ? resultBytes : 0);
  }

  /**
   * Calls a procedure.
   *
   * @param resultBytes most bytes its results may take: the engine's result limit
   */
  public OperationsEncoder call(
      ProcedureDefinition procedure, TupleReader arguments, int resultBytes) {
    operation(OperationKind.CALL, 0, false, null);
    byte[] name = procedure.name().getBytes(StandardCharsets.US_ASCII);
    buffer.putShort(
        operationStart + OperationsLayout.NAME_LENGTH_OFFSET, (short) name.length, ORDER);
    buffer.putBytes(position, name);
    position += name.length;
    int length = arguments.length();
    buffer.putBytes(position, arguments.buffer(), arguments.offset(), length);
    position += length;
    return finish(0, Math.min(resultBytes, procedure.results().maxBytes()));
  }

  /** Completes the command and returns its length; it begins at 0 of {@link #buffer()}. */
  public int end() {
    int count = operations;
    count |= defersReferences ? DEFER_REFERENCES : 0;
    count |= showsRelated ? RELATED : 0;
    count |= wantsSingle ? SINGLE : 0;
    buffer.putInt(OperationsLayout.COUNT_OFFSET, count, ORDER);
    return position;
  }

  /** The command, valid until the next {@link #begin()}. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /** How many operations there are so far. */
  public int operations() {
    return operations;
  }

  /** The room a reply to this command may need. */
  public int replyBytes() {
    long bytes = showsRelated ? relatedReplyBytes : replyBytes;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(bytes, ReplyLayout.REJECTION_BYTES));
  }

  private OperationsEncoder row(OperationKind kind, RowDraft row, boolean returnRow) {
    RowLayout layout = row.layout();
    operation(kind, layout.table().id(), returnRow, null);
    fields(row);
    // References fill in what the draft does not say, a merge keeps what the row has.
    boolean known =
        (kind == OperationKind.INSERT || kind == OperationKind.UPSERT) && referenceCount == 0;
    int rowBytes = known ? Integer.BYTES + row.maxImageBytes() : maxRowBytes(layout);
    return finish(layout.keyBytes(), returnRow ? rowBytes : 0);
  }

  /** Of a row whose values the command does not know. */
  private static int maxRowBytes(RowLayout layout) {
    return Integer.BYTES + layout.maxImageBytes();
  }

  private OperationsEncoder reference(int target, int operation, int field) {
    if (operation < 0 || operation >= operations) {
      throw new Rejection(
          RejectionCode.INVALID_VALUE, "$" + operation + " does not name an earlier operation");
    }
    flags |= REFERENCES;
    if (3 * referenceCount == references.length) {
      references = Arrays.copyOf(references, 2 * references.length);
    }
    references[3 * referenceCount] = target;
    references[3 * referenceCount + 1] = operation;
    references[3 * referenceCount + 2] = field;
    referenceCount++;
    return this;
  }

  private void operation(
      OperationKind kind, int tableId, boolean returnRow, FieldOperators operators) {
    if (operations == MAX_OPERATIONS) {
      throw new Rejection(
          RejectionCode.TOO_LARGE, "more than " + MAX_OPERATIONS + " operations in a transaction");
    }
    flags |= returnRow ? RETURN_ROW : 0;
    flags |= operators != null && operators.count() > 0 ? OPERATORS : 0;
    operationStart = position;
    buffer.putByte(position + OperationsLayout.KIND_OFFSET, (byte) kind.code());
    buffer.putByte(position + OperationsLayout.FLAGS_OFFSET, (byte) flags);
    buffer.putShort(position + OperationsLayout.NAME_LENGTH_OFFSET, (short) 0, ORDER);
    buffer.putInt(position + OperationsLayout.TABLE_OFFSET, tableId, ORDER);
    position += OPERATION_BYTES;
    if ((flags & IF_SEQUENCE) != 0) {
      buffer.putLong(position, ifSequence, ORDER);
      position += Long.BYTES;
    }
    if ((flags & REFERENCES) != 0) {
      putShort(referenceCount);
      for (int i = 0; i < 3 * referenceCount; i++) {
        putShort(references[i]);
      }
    }
    if ((flags & WHERE) != 0) {
      byte[] text = where.getBytes(StandardCharsets.UTF_8);
      if (text.length > 0xFFFF) {
        throw new Rejection(RejectionCode.TOO_LARGE, "a filter of " + text.length + " bytes");
      }
      buffer.putInt(position, whereLimit, ORDER);
      position += Integer.BYTES;
      putShort(text.length);
      buffer.putBytes(position, text);
      position += text.length;
    }
    if ((flags & CONFLICT) != 0) {
      byte[] name = conflict.getBytes(StandardCharsets.UTF_8);
      buffer.putByte(position, (byte) name.length);
      position += Byte.BYTES;
      buffer.putBytes(position, name);
      position += name.length;
    }
  }

  private void key(RowLayout layout, long keyAddress) {
    int length = layout.keyBytes();
    buffer.checkLimit(position + length);
    Memory.copy(keyAddress, buffer.addressOffset() + position, length);
    position += length;
  }

  private void fields(RowDraft row) {
    int length = row.encodedLength();
    buffer.checkLimit(position + length);
    row.encode(buffer, position);
    position += length;
  }

  private void operators(FieldOperators operators) {
    if (operators == null || operators.count() == 0) {
      return;
    }
    putShort(operators.count());
    for (int i = 0; i < operators.count(); i++) {
      putShort(operators.ordinal(i));
      buffer.putByte(position, (byte) operators.operator(i).code());
      position += Byte.BYTES;
      buffer.putLong(position, operators.operandBits(i), ORDER);
      position += Long.BYTES;
    }
  }

  private OperationsEncoder finish(int keyBytes, int resultBytes) {
    buffer.putInt(
        operationStart + OperationsLayout.LENGTH_OFFSET,
        position - operationStart - OPERATION_BYTES,
        ORDER);
    if (position > MAX_BYTES) {
      throw new Rejection(
          RejectionCode.TOO_LARGE, "a transaction takes at most " + MAX_BYTES + " bytes");
    }
    operations++;
    replyBytes += ReplyLayout.RESULT_BYTES + keyBytes + resultBytes;
    clearNext();
    return this;
  }

  private void putShort(int value) {
    buffer.putShort(position, (short) value, ORDER);
    position += Short.BYTES;
  }

  private void clearNext() {
    flags = 0;
    referenceCount = 0;
    where = null;
    conflict = null;
  }
}
