package io.tactus.storage.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random values, from ranges so small that they meet. */
public final class RandomValues {
  private static final String[] WORDS = {
    "", "a", "b", "zz", "Ω", "日本", "long one", "tab\t", "\uD83D\uDE00", "x y z", "same"
  };
  private static final String[] DOCUMENTS = {
    "null", "[]", "{\"a\":1}", "\"Ω\"", "[1,[2,{\"deep\":true}]]", "-1.5e3"
  };
  private static final int LONGEST_VALUE = 65_536;

  private final Random random;

  public RandomValues(Random random) {
    this.random = random;
  }

  /** A row for an insert: fields are left out now and then, if they may be. */
  public ModelDraft row(ModelStore store, ModelTable table, int absentPercent) {
    ModelDraft draft = new ModelDraft();
    for (int column = 0; column < table.fields.size(); column++) {
      int absent = table.fields.get(column).required() ? 1 : absentPercent;
      if (random.nextInt(100) >= absent) {
        draft.put(table, column, column(store, table, column));
      }
    }
    return draft;
  }

  /** A change of a row: some fields, some only in part. */
  public ModelDraft change(ModelStore store, ModelTable table) {
    ModelDraft draft = new ModelDraft();
    for (int column = 0; column < table.fields.size(); column++) {
      if (random.nextInt(100) < 30) {
        draft.put(table, column, column(store, table, column));
      } else if (random.nextInt(100) < 15) {
        List<ModelLeaf> leaves = table.leavesOf(column);
        ModelLeaf leaf = leaves.get(random.nextInt(leaves.size()));
        draft.values.put(leaf.ordinal(), value(table.fields.get(column), leaf));
      }
    }
    return draft;
  }

  /** Values of all leaves of a field, or null. */
  public List<Object> column(ModelStore store, ModelTable table, int column) {
    ModelField field = table.fields.get(column);
    if (field.nullable() && random.nextInt(4) == 0) {
      return null;
    }
    if (field.target() != null && random.nextInt(10) != 0) {
      ModelTable target = store.tables.get(field.target());
      if (!target.rows.isEmpty()) {
        return new ArrayList<>(target.rows.keySet()).get(random.nextInt(target.rows.size()));
      }
      if (field.nullable()) {
        return null;
      }
    }
    List<Object> values = new ArrayList<>();
    table.leavesOf(column).forEach(leaf -> values.add(value(field, leaf)));
    return values;
  }

  public Object value(ModelField field, ModelLeaf leaf) {
    if (field.min() != null || field.max() != null) {
      long max = field.max() != null ? field.max() : least(field.min() + 40, leaf);
      long min = field.min() != null ? field.min() : Math.max(max - 40, leaf.min());
      return random.nextLong(min, max + 1);
    }
    return switch (leaf.kind()) {
      case "bool" -> (long) random.nextInt(2);
      case "string" -> word(leaf.capacity());
      case "enum" -> (long) random.nextInt(leaf.names().size());
      case "f32", "f64" -> (double) (random.nextInt(33) - 16) / 2 + 0.25;
      case "uuid" -> new UUID(random.nextInt(3) - 1L, random.nextInt(10) - 5L);
      case "u8" -> (long) random.nextInt(256);
      case "i8" -> (long) random.nextInt(60) - 30;
      case "u64" ->
          field.generated()
              ? 1L + random.nextInt(80)
              : random.nextInt(4) == 0 ? -1L - random.nextInt(5) : (long) random.nextInt(60);
      case "text" -> text();
      case "json" -> random.nextInt(3) == 0 ? '"' + ascii(length()) + '"' : document();
      case "bytes" -> bytes();
      case "i16", "i32", "i64", "duration", "timestamp" -> (long) random.nextInt(60) - 8;
      default -> field.generated() ? 1L + random.nextInt(80) : (long) random.nextInt(60);
    };
  }

  private static long least(long value, ModelLeaf leaf) {
    return leaf.kind().equals("u64") ? value : Math.min(value, leaf.max());
  }

  private String document() {
    return DOCUMENTS[random.nextInt(DOCUMENTS.length)];
  }

  private String word(int capacity) {
    String word = WORDS[random.nextInt(WORDS.length)];
    if (capacity > 100) {
      return word + random.nextInt(40);
    }
    return word.getBytes(StandardCharsets.UTF_8).length <= capacity ? word : "";
  }

  private String text() {
    return random.nextInt(3) == 0 ? word(50) : ascii(length());
  }

  private String bytes() {
    StringBuilder text = new StringBuilder();
    int length = length();
    for (int i = 0; i < length; i++) {
      text.append((char) ((i * 31 + length) & 0xFF));
    }
    return text.toString();
  }

  private String ascii(int length) {
    return String.valueOf((char) ('a' + random.nextInt(26))).repeat(length);
  }

  /** Mostly short, sometimes of several units, rarely of several pages. */
  private int length() {
    int dice = random.nextInt(40);
    if (dice == 0) {
      return random.nextInt(LONGEST_VALUE - 2);
    }
    return dice < 8 ? random.nextInt(6_000) : random.nextInt(80);
  }
}
