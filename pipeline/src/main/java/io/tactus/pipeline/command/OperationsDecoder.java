package io.tactus.pipeline.command;

import static io.tactus.pipeline.command.OperationsLayout.DEFER_REFERENCES;
import static io.tactus.pipeline.command.OperationsLayout.HEADER_BYTES;
import static io.tactus.pipeline.command.OperationsLayout.OPERATION_BYTES;
import static io.tactus.pipeline.command.OperationsLayout.ORDER;
import static io.tactus.pipeline.command.OperationsLayout.RELATED;
import static io.tactus.pipeline.command.OperationsLayout.SINGLE;

import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.UpdateOperator;
import org.agrona.DirectBuffer;

/**
 * Reads an OPERATIONS command in place, operation by operation: {@code while (decoder.next()) …}.
 *
 * <p>Every offset is checked: a command that does not add up throws {@link MalformedCommand},
 * whatever its bytes. Reusable. Threading: one thread.
 */
public final class OperationsDecoder {
  private DirectBuffer buffer;
  private int limit;
  private int count;
  private boolean defersReferences;
  private int relatedStart;
  private int relatedLength;
  private boolean wantsSingle;
  private int index;
  private int operation;
  private int end;
  private int position;
  private int referencesStart;
  private int referenceCount;
  private long ifSequence;
  private int whereStart;
  private int whereLength;
  private int whereLimit;
  private int conflictStart;
  private int conflictLength;

  /** Begins with the command of {@code length} bytes at {@code offset}. */
  public OperationsDecoder wrap(DirectBuffer body, int offset, int length) {
    buffer = body;
    limit = offset + length;
    if (length < HEADER_BYTES) {
      throw malformed("a command of " + length + " bytes");
    }
    int word = body.getInt(offset + OperationsLayout.COUNT_OFFSET, ORDER);
    defersReferences = (word & DEFER_REFERENCES) != 0;
    count = word & ~(DEFER_REFERENCES | RELATED | SINGLE);
    if (count > OperationsEncoder.MAX_OPERATIONS) {
      throw malformed(count + " operations");
    }
    index = -1;
    end = offset + HEADER_BYTES;
    readRelated((word & RELATED) != 0);
    wantsSingle = (word & SINGLE) != 0;
    return this;
  }

  private void readRelated(boolean there) {
    relatedLength = -1;
    if (there) {
      relatedStart = end + Short.BYTES;
      relatedLength = relatedStart > limit ? -1 : buffer.getShort(end, ORDER) & 0xFFFF;
      if (relatedLength < 0 || relatedLength > limit - relatedStart) {
        throw malformed("what to give back is cut off");
      }
      end = relatedStart + relatedLength;
    }
  }

  /**
   * The select list and its terms, if related rows are given back with the rows, or null.
   * Allocates.
   */
  public String related() {
    return relatedLength < 0
        ? null
        : buffer.getStringWithoutLengthUtf8(relatedStart, relatedLength);
  }

  /** Whether to refuse if the related rows leave no row to give back. */
  public boolean wantsSingle() {
    return wantsSingle;
  }

  /** Whether what the rows refer to is checked when all operations are done. */
  public boolean defersReferences() {
    return defersReferences;
  }

  /** How many operations there are. */
  public int count() {
    return count;
  }

  /** The position of the present operation, from 0. */
  public int index() {
    return index;
  }

  /** Moves to the next operation and reads what stands before its payload; false at the end. */
  public boolean next() {
    if (index + 1 >= count) {
      if (end != limit) {
        throw malformed((limit - end) + " bytes after the last operation");
      }
      return false;
    }
    index++;
    operation = end;
    if (OPERATION_BYTES > limit - operation) {
      throw malformed("operation " + index + " is cut off");
    }
    int length = buffer.getInt(operation + OperationsLayout.LENGTH_OFFSET, ORDER);
    position = operation + OPERATION_BYTES;
    if (length < 0 || length > limit - position) {
      throw malformed("operation " + index + " says it has " + length + " bytes");
    }
    end = position + length;
    readModifiers();
    return true;
  }

  private void readModifiers() {
    ifSequence = 0;
    referenceCount = 0;
    whereLength = -1;
    conflictLength = -1;
    if (has(OperationsLayout.IF_SEQUENCE)) {
      ifSequence = buffer.getLong(take(Long.BYTES), ORDER);
    }
    if (has(OperationsLayout.REFERENCES)) {
      referenceCount = takeShort();
      referencesStart = take(referenceCount * OperationsLayout.REFERENCE_BYTES);
    }
    if (has(OperationsLayout.WHERE)) {
      whereLimit = buffer.getInt(take(Integer.BYTES), ORDER);
      whereLength = takeShort();
      whereStart = take(whereLength);
    }
    if (has(OperationsLayout.CONFLICT)) {
      conflictLength = buffer.getByte(take(Byte.BYTES)) & 0xFF;
      conflictStart = take(conflictLength);
    }
  }

  public OperationKind kind() {
    return OperationKind.of(buffer.getByte(operation + OperationsLayout.KIND_OFFSET));
  }

  public int tableId() {
    return buffer.getInt(operation + OperationsLayout.TABLE_OFFSET, ORDER);
  }

  /** Whether the row is to be part of the result. */
  public boolean returnRow() {
    return has(OperationsLayout.RETURN_ROW);
  }

  /** The sequence the row must have been changed by last, or 0 for any. */
  public long ifSequence() {
    return ifSequence;
  }

  public int referenceCount() {
    return referenceCount;
  }

  /** Whether a reference fills a part of the key rather than a field. */
  public boolean isKeyReference(int reference) {
    return (reference(reference, 0) & OperationsLayout.KEY_TARGET) != 0;
  }

  /** The field's ordinal, or the position in the key, that a reference fills. */
  public int referenceTarget(int reference) {
    return reference(reference, 0) & ~OperationsLayout.KEY_TARGET;
  }

  /** The earlier operation a reference speaks of. */
  public int referenceOperation(int reference) {
    int earlier = reference(reference, Short.BYTES);
    if (earlier >= index) {
      throw malformed("operation " + index + " refers to operation " + earlier);
    }
    return earlier;
  }

  /** The field of the earlier result that a reference takes. */
  public int referenceField(int reference) {
    return reference(reference, 2 * Short.BYTES);
  }

  /** Whether there is a condition. */
  public boolean hasWhere() {
    return whereLength >= 0;
  }

  /** The condition's text, or null. Allocates. */
  public String where() {
    return whereLength < 0 ? null : buffer.getStringWithoutLengthUtf8(whereStart, whereLength);
  }

  /** Most rows that may match the condition. */
  public int whereLimit() {
    return whereLimit;
  }

  /** The unique index that tells duplicates, or null for the primary key. Allocates. */
  public String conflict() {
    return conflictLength < 0
        ? null
        : buffer.getStringWithoutLengthUtf8(conflictStart, conflictLength);
  }

  /** The buffer that offsets speak of. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /** Where the payload that was not taken yet begins. */
  public int position() {
    return position;
  }

  /** Where the payload ends. */
  public int end() {
    return end;
  }

  /** Takes bytes of the payload and returns where they begin. */
  public int take(int length) {
    if (length < 0 || length > end - position) {
      throw malformed("operation " + index + " lacks " + length + " bytes");
    }
    int start = position;
    position += length;
    return start;
  }

  /** Bytes of the procedure's name of a CALL; they come first in the payload. */
  public int nameLength() {
    return buffer.getShort(operation + OperationsLayout.NAME_LENGTH_OFFSET, ORDER) & 0xFFFF;
  }

  /** Takes the operators, if there are any; false if there are none. */
  public boolean takeOperators(FieldOperators operators, int fieldCount) {
    operators.clear();
    if (!has(OperationsLayout.OPERATORS)) {
      return false;
    }
    int operatorCount = takeShort();
    for (int i = 0; i < operatorCount; i++) {
      int start = take(OperationsLayout.OPERATOR_BYTES);
      int ordinal = buffer.getShort(start, ORDER) & 0xFFFF;
      if (ordinal >= fieldCount) {
        throw malformed("operation " + index + " changes field " + ordinal + " of " + fieldCount);
      }
      operators.add(
          ordinal,
          operator(buffer.getByte(start + Short.BYTES)),
          buffer.getLong(start + Short.BYTES + Byte.BYTES, ORDER));
    }
    return true;
  }

  private static UpdateOperator operator(byte code) {
    try {
      return UpdateOperator.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw new MalformedCommand(e);
    }
  }

  /** Throws unless the payload was taken as a whole. */
  public void expectEnd() {
    if (position != end) {
      throw malformed("operation " + index + " has " + (end - position) + " bytes too many");
    }
  }

  private boolean has(int flag) {
    return (buffer.getByte(operation + OperationsLayout.FLAGS_OFFSET) & flag) != 0;
  }

  private int takeShort() {
    return buffer.getShort(take(Short.BYTES), ORDER) & 0xFFFF;
  }

  private int reference(int reference, int offset) {
    return buffer.getShort(
            referencesStart + reference * OperationsLayout.REFERENCE_BYTES + offset, ORDER)
        & 0xFFFF;
  }

  private static MalformedCommand malformed(String what) {
    return new MalformedCommand("malformed command: " + what);
  }
}
