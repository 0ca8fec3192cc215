package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.OperationsDecoder;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleShape;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowImages;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Earlier results that later operations of the same transaction take values from. Only results that
 * something refers to are kept, as images, because later operations may change the rows.
 *
 * <p>Threading: applying thread. Grows to what a transaction needs and keeps that.
 */
final class References {
  private final OperationsDecoder scan = new OperationsDecoder();
  private final TupleReader tuple = new TupleReader();
  private long[] wanted = new long[1];
  private RowLayout[] layouts = new RowLayout[16];
  private TupleShape[] shapes = new TupleShape[16];
  private int[] offsets = new int[16];
  private int[] lengths = new int[16];
  private UnsafeBuffer images = new UnsafeBuffer(ByteBuffer.allocateDirect(1 << 13));
  private int imageBytes;
  private final ValueView view = new ValueView();
  private byte[] text = new byte[256];
  private boolean any;

  /** Looks through a command for references. */
  void begin(DirectBuffer body, int offset, int length) {
    any = false;
    imageBytes = 0;
    scan.wrap(body, offset, length);
    if (scan.count() < 2) {
      return;
    }
    int words = (scan.count() + 63) >>> 6;
    if (words > wanted.length) {
      wanted = new long[words];
    }
    Arrays.fill(wanted, 0, words, 0);
    while (scan.next()) {
      for (int i = 0; i < scan.referenceCount(); i++) {
        int operation = scan.referenceOperation(i);
        wanted[operation >>> 6] |= 1L << operation;
        any = true;
      }
    }
    if (any) {
      forgetResults(scan.count());
    }
  }

  /** A result that is referred to but was not kept must not be found to be an earlier command's. */
  private void forgetResults(int count) {
    if (count > layouts.length) {
      layouts = new RowLayout[count];
      shapes = new TupleShape[count];
      offsets = new int[count];
      lengths = new int[count];
    } else {
      Arrays.fill(layouts, 0, count, null);
      Arrays.fill(shapes, 0, count, null);
    }
  }

  /** Keeps the row an operation left, if a later one refers to it. */
  void keepRow(int operation, RowLayout layout, long rowAddress, ValueSource source) {
    if (isWanted(operation)) {
      keep(operation, layout.imageBytes(rowAddress));
      layouts[operation] = layout;
      shapes[operation] = null;
      long target = images.addressOffset() + offsets[operation];
      RowImages.detach(layout, rowAddress, source, target, view);
    }
  }

  /** Keeps the results of a call, if a later operation refers to them. */
  void keepTuple(int operation, TupleShape shape, DirectBuffer buffer, int offset, int length) {
    if (isWanted(operation)) {
      keep(operation, length);
      layouts[operation] = null;
      shapes[operation] = shape;
      images.putBytes(offsets[operation], buffer, offset, length);
    }
  }

  /** Sets a field of a draft to what a reference names. */
  void resolve(OperationsDecoder decoder, int reference, RowDraft draft, int ordinal) {
    int operation = decoder.referenceOperation(reference);
    int field = decoder.referenceField(reference);
    RowLayout layout = layouts[operation];
    if (layout != null) {
      if (field >= layout.fieldCount()) {
        throw noSuchValue(operation, field);
      }
      fromRow(layout.field(field), images.addressOffset() + offsets[operation], draft, ordinal);
    } else {
      TupleShape shape = shapes[operation];
      if (shape == null || field >= shape.size()) {
        throw noSuchValue(operation, field);
      }
      tuple.wrap(shape, images, offsets[operation], lengths[operation]);
      fromTuple(field, draft, ordinal);
    }
  }

  private boolean isWanted(int operation) {
    return any && (wanted[operation >>> 6] & (1L << operation)) != 0;
  }

  private void keep(int operation, int bytes) {
    if (imageBytes + bytes > images.capacity()) {
      UnsafeBuffer larger =
          new UnsafeBuffer(
              ByteBuffer.allocateDirect(Math.max(2 * images.capacity(), imageBytes + bytes)));
      larger.putBytes(0, images, 0, imageBytes);
      images = larger;
    }
    offsets[operation] = imageBytes;
    lengths[operation] = bytes;
    imageBytes += bytes;
  }

  private void fromRow(RowField from, long row, RowDraft draft, int ordinal) {
    TypeKind kind = from.kind();
    if (from.isNull(row)) {
      draft.setNull(ordinal);
    } else if (kind == TypeKind.STRING) {
      int length = from.stringLength(row);
      ensureText(length);
      Memory.getBytes(from.stringAddress(row), text, 0, length);
      setText(draft, ordinal, length);
    } else if (from.isValue()) {
      ensureText(from.valueLength(row));
      int length = view.wrap(ValueSource.DETACHED, row, from.offset()).copyTo(text, 0);
      expect(draft, ordinal, fitsText(kind, draft.layout().field(ordinal).kind()));
      draft.setBytes(ordinal, text, 0, length);
    } else if (kind == TypeKind.UUID) {
      setUuid(draft, ordinal, from.getUuidHigh(row), from.getUuidLow(row));
    } else if (kind.isFloat()) {
      setDouble(draft, ordinal, from.getDouble(row));
    } else {
      // The numbers of one enum mean nothing in another, and nothing as numbers.
      expect(draft, ordinal, Objects.equals(from.enumType(), enumType(draft, ordinal)));
      setLong(draft, ordinal, from.getLong(row));
    }
  }

  private static EnumType enumType(RowDraft draft, int ordinal) {
    return draft.layout().field(ordinal).enumType();
  }

  private void fromTuple(int element, RowDraft draft, int ordinal) {
    if (!tuple.isPresent(element)) {
      draft.setNull(ordinal);
      return;
    }
    var type = tuple.shape().parameter(element).type();
    TypeKind kind = type.isJson() ? TypeKind.STRING : type.fieldType().kind();
    if (kind == TypeKind.STRING) {
      int length = tuple.bytesLength(element);
      ensureText(length);
      tuple.buffer().getBytes(tuple.bytesOffset(element), text, 0, length);
      setText(draft, ordinal, length);
    } else if (kind == TypeKind.UUID) {
      setUuid(draft, ordinal, tuple.uuidHigh(element), tuple.uuidLow(element));
    } else if (kind.isFloat()) {
      setDouble(draft, ordinal, tuple.getDouble(element));
    } else {
      setLong(draft, ordinal, tuple.getLong(element));
    }
  }

  private void setText(RowDraft draft, int ordinal, int length) {
    expect(draft, ordinal, fitsText(TypeKind.STRING, draft.layout().field(ordinal).kind()));
    draft.setBytes(ordinal, text, 0, length);
  }

  /** Text goes into strings and text; bytes and json only into their own kind. */
  private static boolean fitsText(TypeKind from, TypeKind to) {
    boolean isText = from == TypeKind.STRING || from == TypeKind.TEXT;
    return isText ? to == TypeKind.STRING || to == TypeKind.TEXT : from == to;
  }

  private static void setUuid(RowDraft draft, int ordinal, long high, long low) {
    expect(draft, ordinal, draft.layout().field(ordinal).kind() == TypeKind.UUID);
    draft.setUuid(ordinal, high, low);
  }

  private static void setDouble(RowDraft draft, int ordinal, double value) {
    expect(draft, ordinal, draft.layout().field(ordinal).kind().isFloat());
    draft.setDouble(ordinal, value);
  }

  private static void setLong(RowDraft draft, int ordinal, long value) {
    TypeKind kind = draft.layout().field(ordinal).kind();
    if (kind.isFloat()) {
      draft.setDouble(ordinal, (double) value);
    } else {
      expect(draft, ordinal, kind.isLong());
      draft.setLong(ordinal, value);
    }
  }

  private static void expect(RowDraft draft, int ordinal, boolean fits) {
    if (!fits) {
      RowField field = draft.layout().field(ordinal);
      throw new Rejection(
              RejectionCode.INVALID_VALUE,
              "the value referred to is no " + field.type() + " as " + field.name() + " is")
          .at(draft.layout().tableName(), field.name());
    }
  }

  private void ensureText(int length) {
    if (length > text.length) {
      text = new byte[Math.max(length, 2 * text.length)];
    }
  }

  private static Rejection noSuchValue(int operation, int field) {
    return new Rejection(
        RejectionCode.INVALID_VALUE, "operation " + operation + " has no result " + field);
  }
}
