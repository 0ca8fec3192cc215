package io.tactus.storage.query;

import io.tactus.storage.page.Memory;
import io.tactus.storage.query.FilterParser.FixedField;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.TableReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The look-up of the one row a filter can match: a key image and the index it belongs to. The row
 * found must still pass the filter, which may ask for more. Threading: immutable.
 */
final class KeyAccess {

  private final String name;
  private final int index;
  private final byte[] image;

  private KeyAccess(String name, int index, byte[] image) {
    this.name = name;
    this.index = index;
    this.image = image;
  }

  /** Returns the look-up that fixed fields allow, or null; the primary key goes first. */
  static KeyAccess of(RowLayout layout, List<FixedField> fixed) {
    TableDefinition table = layout.table();
    byte[] primary = image(layout, table.primaryKey(), fixed);
    if (primary != null) {
      return new KeyAccess("primary", 0, primary);
    }
    for (int i = 0; i < table.indexes().size(); i++) {
      IndexDefinition definition = table.indexes().get(i);
      byte[] image = definition.unique() ? image(layout, definition.fields(), fixed) : null;
      if (image != null) {
        return new KeyAccess(definition.name(), i + 1, image);
      }
    }
    return null;
  }

  private static byte[] image(RowLayout layout, List<String> names, List<FixedField> fixed) {
    int bytes = 0;
    for (String name : names) {
      bytes += layout.field(name).sizeBytes();
    }
    ByteBuffer image = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (String name : names) {
      RowField field = layout.field(name);
      FilterValue value = fixedValue(field, fixed);
      // A nullable field may be null in several rows, and an unknown one fixes nothing.
      if (value == null || field.nullable() || !put(image, field, value)) {
        return null;
      }
    }
    return image.array();
  }

  private static FilterValue fixedValue(RowField field, List<FixedField> fixed) {
    for (FixedField candidate : fixed) {
      if (candidate.field() == field) {
        return candidate.value();
      }
    }
    return null;
  }

  /** Appends a value as rows hold it; false for a string longer than any the field can hold. */
  private static boolean put(ByteBuffer image, RowField field, FilterValue value) {
    int end = image.position() + field.sizeBytes();
    TypeKind kind = field.kind();
    switch (kind) {
      case BOOL, I8, U8 -> image.put((byte) value.bits());
      case I16, U16 -> image.putShort((short) value.bits());
      case I32, U32 -> image.putInt((int) value.bits());
      case I64, U64, TIMESTAMP, DURATION -> image.putLong(value.bits());
      case F32 -> image.putFloat((float) (value.number() + 0.0));
      case F64 -> image.putDouble(value.number() + 0.0);
      case UUID -> image.put(value.bytes());
      case STRING -> {
        int length = value.bytes().length;
        if (length > field.type().capacityBytes()) {
          return false;
        }
        if (field.type().lengthBytes() == 1) {
          image.put((byte) length);
        } else {
          image.putShort((short) length);
        }
        image.put(value.bytes());
      }
    }
    image.position(end);
    return true;
  }

  /** Returns the name of the index. */
  String name() {
    return name;
  }

  /**
   * Looks the row up.
   *
   * @param keyAddress scratch memory for a key image of any length
   * @return its address, or 0
   */
  long find(TableReader reader, long keyAddress) {
    Memory.putBytes(keyAddress, image, 0, image.length);
    return reader.findBy(index, keyAddress);
  }
}
