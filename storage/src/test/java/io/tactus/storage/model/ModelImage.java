package io.tactus.storage.model;

import io.tactus.storage.index.Hash64;
import io.tactus.storage.page.Memory;
import io.tactus.storage.table.StateHash;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The canonical bytes of a row's contents, from the words of the format alone. */
public final class ModelImage {
  private static final int VALUE_ROOM = 1 << 17;

  private ModelImage() {}

  /** Null bitmap over the nullable fields, then all leaves packed, little-endian. */
  public static byte[] contents(ModelTable table, ModelRow row) {
    return image(table, row, (leaf, value) -> new byte[8]);
  }

  /** As {@link #contents}, and the values of variable length behind each other. */
  public static byte[] withValues(ModelTable table, ModelRow row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(contents(table, row));
    for (ModelLeaf leaf : table.leaves()) {
      if (leaf.isVariable() && row.value(leaf) != null) {
        byte[] value = leaf.bytes(row.value(leaf));
        out.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
        out.writeBytes(value);
      }
    }
    return out.toByteArray();
  }

  /** Says what stands in the place of a value of variable length. */
  private interface Descriptor {
    byte[] of(ModelLeaf leaf, Object value);
  }

  private static byte[] image(ModelTable table, ModelRow row, Descriptor descriptor) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int nullable = (int) table.fields.stream().filter(ModelField::nullable).count();
    byte[] bitmap = new byte[(nullable + 7) / 8];
    int bit = 0;
    for (int i = 0; i < table.fields.size(); i++) {
      if (table.fields.get(i).nullable()) {
        if (row.columns().get(i) == null) {
          bitmap[bit / 8] |= (byte) (1 << bit % 8);
        }
        bit++;
      }
    }
    out.writeBytes(bitmap);
    for (ModelLeaf leaf : table.leaves()) {
      Object value = row.value(leaf);
      boolean apart = leaf.isVariable() && value != null;
      out.writeBytes(apart ? descriptor.of(leaf, value) : image(leaf, value));
    }
    return out.toByteArray();
  }

  public static byte[] image(ModelLeaf leaf, Object value) {
    int size = leaf.sizeBytes();
    ByteBuffer buffer = ByteBuffer.allocate(Math.max(size, 16)).order(ByteOrder.LITTLE_ENDIAN);
    switch (value) {
      case null -> buffer.putLong(0);
      case String text -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (leaf.capacity() <= 255) {
          buffer.put((byte) utf8.length);
        } else {
          buffer.putShort((short) utf8.length);
        }
        buffer.put(utf8);
      }
      case UUID uuid -> buffer.put(ModelLeaf.image(uuid));
      case Double number when leaf.kind().equals("f32") -> buffer.putFloat(number.floatValue());
      case Double number -> buffer.putDouble(number);
      case Long number -> buffer.putLong(number);
      default -> throw new IllegalArgumentException(leaf + ": " + value);
    }
    return Arrays.copyOf(buffer.array(), size);
  }

  /** The key image of these leaves' values, as look-ups want it. */
  public static byte[] key(List<ModelLeaf> leaves, List<Object> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < leaves.size(); i++) {
      out.writeBytes(image(leaves.get(i), values.get(i)));
    }
    return out.toByteArray();
  }

  /** The state hash: the descriptor of a value counts as the hash of its bytes, 0 without any. */
  public static long hash(ModelTable table) {
    long seed = StateHash.tableSeed(table.id);
    long sum = 0;
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocate(VALUE_ROOM).address();
      for (ModelRow row : table.rows.values()) {
        byte[] contents =
            image(
                table,
                row,
                (leaf, value) -> {
                  byte[] bytes = leaf.bytes(value);
                  long hash = bytes.length == 0 ? 0 : hash(address, bytes, seed);
                  return ByteBuffer.allocate(8)
                      .order(ByteOrder.LITTLE_ENDIAN)
                      .putLong(hash)
                      .array();
                });
        sum += hash(address, contents, seed);
      }
    }
    return sum;
  }

  private static long hash(long address, byte[] bytes, long seed) {
    Memory.putBytes(address, bytes, 0, bytes.length);
    return Hash64.of(address, bytes.length, seed);
  }
}
