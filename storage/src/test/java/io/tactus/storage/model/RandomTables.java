package io.tactus.storage.model;

import io.tactus.storage.TableBuilder;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.TableDefinition;
import java.util.Random;

/** Random table definitions and random values for them, small enough to collide often. */
final class RandomTables {
  static final String[] NAMES = {"alpha", "beta", "gamma", "delta"};
  private static final String[] WORDS = {
    "", "a", "b", "zz", "Ω", "日本", "long one", "tab\t", "\uD83D\uDE00", "x y z", "same"
  };

  private final Random random;

  RandomTables(Random random) {
    this.random = random;
  }

  String name() {
    return NAMES[random.nextInt(NAMES.length)];
  }

  TableDefinition definition(String name) {
    return switch (random.nextInt(7)) {
      case 0 -> TableBuilder.players(name);
      case 1 ->
          TableBuilder.table(name)
              .field("a", "u32")
              .field("b", "string(8)")
              .field("v", "u64")
              .nullable("w", "f64")
              .unique("by_v", "v")
              .ordered("by_w_a", "w", "a")
              .hash("by_b", "b")
              .key("a", "b");
      case 2 ->
          TableBuilder.table(name)
              .nullable("x", "i32")
              .field("k1", "u16")
              .nullable("y", "i64")
              .field("k2", "i64")
              .unique("by_xy", "y", "x")
              .uniqueOrdered("by_yx", "x", "y", "k1")
              .hash("by_y_k1", "y", "k1")
              .key("k2", "k1");
      case 3 ->
          TableBuilder.table(name)
              .field("id", "string(300)")
              .field("blob", "string(900)")
              .bounded("n", "i16", 0, -5, 50)
              .ordered("by_n_id", "n", "id")
              .key("id");
      case 4 ->
          TableBuilder.table(name)
              .field("id", "u16")
              .field("x", "f32")
              .nullable("y", "f64")
              .field("z", "f32")
              .grid("near", 0.75, "x", "y", "z")
              .grid("flat", 2, "z", "x")
              .ordered("by_x_y", "x", "y")
              .key("id");
      case 5 ->
          TableBuilder.table(name)
              .field("id", "u32")
              .nullable("word", "string(30)")
              .field("n", "i8")
              .uniqueOrdered("by_word", "word")
              .hash("by_n", "n")
              .ordered("by_n_down", "n")
              .key("id");
      default ->
          TableBuilder.table(name)
              .field("key", "u8")
              .generated("number", "u32")
              .field("f", "f32")
              .key("key");
    };
  }

  /** Random values; a field is left out now and then. */
  Object[] values(ModelTable table, int absentPercent) {
    Object[] values = new Object[table.definition.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          random.nextInt(100) < absentPercent
              ? ModelTable.ABSENT
              : value(table.definition.fields().get(i));
    }
    return values;
  }

  Object value(Field field) {
    if (field.nullable() && random.nextInt(4) == 0) {
      return null;
    }
    return switch (field.type().kind()) {
      case STRING -> word(field.type().capacityBytes());
      case F32, F64 -> (double) (random.nextInt(9) - 4) / 2 + 0.25;
      case U8 -> (long) random.nextInt(256);
      case I16 -> (long) random.nextInt(40) - 4;
      default -> field.generated() ? 1L + random.nextInt(80) : (long) random.nextInt(60);
    };
  }

  private String word(int capacity) {
    String word = WORDS[random.nextInt(WORDS.length)];
    if (capacity > 100) {
      return word + random.nextInt(40);
    }
    return word.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= capacity ? word : "";
  }
}
