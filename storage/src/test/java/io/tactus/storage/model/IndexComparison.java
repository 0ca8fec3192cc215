package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.OrderedKey;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.table.IndexMeta;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/** Compares what each index of a table finds with what the model's rows say it must. */
final class IndexComparison implements AutoCloseable {
  private final KeyRoom key = new KeyRoom();
  private final Random random = new Random(1);
  private final IdentityHashMap<ModelRow, ByteBuffer> images = new IdentityHashMap<>();

  /**
   * Compares all indexes.
   *
   * @param byImage the rows by what they look like in a page
   */
  void check(ModelTable table, TableView view, Map<ByteBuffer, ModelRow> byImage) {
    images.clear();
    byImage.forEach((image, row) -> images.put(row, image));
    checkUnique(table, view, 0, table.key);
    for (int i = 0; i < table.indexes.size(); i++) {
      ModelIndex index = table.indexes.get(i);
      IndexMeta meta = view.meta().indexes().get(i + 1);
      assertEquals(index.name(), meta.name());
      switch (index.kind()) {
        case "ordered" -> checkOrdered(table, view, meta, table.leaves(index.fields()));
        case "grid" -> checkGrid(table, view, meta, table.leaves(index.fields()));
        default -> {
          if (index.unique()) {
            checkUnique(table, view, i + 1, index.fields());
          } else {
            checkPosting(table, view, meta, table.leaves(index.fields()));
          }
        }
      }
    }
  }

  /** Every row is found by its values. */
  private void checkUnique(ModelTable table, TableView view, int index, List<String> fields) {
    List<ModelLeaf> leaves = table.leaves(fields);
    for (ModelRow row : table.rows.values()) {
      List<Object> values = table.values(row, leaves);
      if (values.stream().noneMatch(Objects::isNull)) {
        long found = view.findBy(index, key.of(leaves, values));
        assertTrue(found != 0, () -> "look-up of " + values + " in " + table.name);
        assertEquals(
            images.get(row),
            found(table, view, found),
            () -> "row found by " + values + " in " + table.name);
      }
    }
  }

  private static ByteBuffer found(ModelTable table, TableView view, long address) {
    return PageRow.withValues(table, view, address);
  }

  /** All rows in both directions, and the ranges around some of them. */
  private void checkOrdered(
      ModelTable table, TableView view, IndexMeta meta, List<ModelLeaf> leaves) {
    Comparator<ModelRow> order = order(leaves);
    List<ModelRow> sorted = table.rows.values().stream().sorted(order).toList();
    OrderedCursor cursor = view.ordered(meta.position());
    cursor.seek(KeyRange.ALL, false);
    List<Long> slots = new ArrayList<>();
    while (cursor.next()) {
      slots.add(cursor.slot());
    }
    assertSorted(table, view, meta, sorted, slots, leaves);
    cursor.seek(KeyRange.ALL, true);
    List<Long> backwards = new ArrayList<>();
    while (cursor.next()) {
      backwards.add(cursor.slot());
    }
    Collections.reverse(backwards);
    assertEquals(slots, backwards, () -> meta.name() + " of " + table.name + ", descending");
    for (int i = 0; i < 2 && !sorted.isEmpty(); i++) {
      ModelRow at = sorted.get(random.nextInt(sorted.size()));
      checkRange(table, meta, leaves, at, sorted, cursor);
    }
  }

  private static Comparator<ModelRow> order(List<ModelLeaf> leaves) {
    Comparator<ModelRow> order = null;
    for (ModelLeaf leaf : leaves) {
      Comparator<ModelRow> next = Comparator.comparing(row -> row.value(leaf), leaf.order());
      order = order == null ? next : order.thenComparing(next);
    }
    return order;
  }

  private void assertSorted(
      ModelTable table,
      TableView view,
      IndexMeta meta,
      List<ModelRow> sorted,
      List<Long> slots,
      List<ModelLeaf> leaves) {
    assertEquals(sorted.size(), slots.size(), () -> meta.name() + " of " + table.name);
    Map<ByteBuffer, ModelRow> rows = byImage();
    for (int i = 0; i < slots.size(); i++) {
      ModelRow row = rows.remove(found(table, view, view.row(slots.get(i))));
      assertTrue(row != null, () -> meta.name() + " of " + table.name + " has a row twice");
      assertEquals(
          table.values(sorted.get(i), leaves),
          table.values(row, leaves),
          () -> "order of " + meta.name() + " of " + table.name);
    }
  }

  /** From a row's values on, and only those that are equal in the first field. */
  private void checkRange(
      ModelTable table,
      IndexMeta meta,
      List<ModelLeaf> leaves,
      ModelRow at,
      List<ModelRow> sorted,
      OrderedCursor cursor) {
    byte[] whole = encode(meta.order(), leaves, at);
    Comparator<ModelRow> order = order(leaves);
    boolean inclusive = random.nextBoolean();
    cursor.seek(new KeyRange(whole, inclusive, new byte[0], true), random.nextBoolean());
    long expected =
        sorted.stream()
            .filter(r -> order.compare(r, at) > 0 || (inclusive && order.compare(r, at) == 0))
            .count();
    assertEquals(expected, count(cursor), () -> meta.name() + " of " + table.name + " from " + at);
    ModelLeaf first = leaves.get(0);
    byte[] prefix = java.util.Arrays.copyOf(whole, meta.order().offset(1));
    cursor.seek(KeyRange.prefix(prefix), random.nextBoolean());
    assertEquals(
        sorted.stream().filter(r -> Objects.equals(r.value(first), at.value(first))).count(),
        count(cursor),
        () -> meta.name() + " of " + table.name + " equal to " + at);
  }

  private static long count(OrderedCursor cursor) {
    long count = 0;
    while (cursor.next()) {
      count++;
    }
    return count;
  }

  private static byte[] encode(OrderedKey order, List<ModelLeaf> leaves, ModelRow row) {
    byte[] image = new byte[order.keyBytes()];
    for (int i = 0; i < leaves.size(); i++) {
      switch (row.value(leaves.get(i))) {
        case null -> order.putNull(image, i);
        case String text ->
            order.putString(image, i, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        case Double number -> order.putDouble(image, i, number);
        case UUID uuid ->
            order.putUuid(image, i, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        case Object number -> order.putLong(image, i, ((Number) number).longValue());
      }
    }
    return image;
  }

  /** For each key exactly the rows that have it, each once. */
  private void checkPosting(
      ModelTable table, TableView view, IndexMeta meta, List<ModelLeaf> leaves) {
    Map<List<Object>, Integer> expected = new HashMap<>();
    for (ModelRow row : table.rows.values()) {
      List<Object> values = table.values(row, leaves);
      if (values.stream().noneMatch(Objects::isNull)) {
        expected.merge(values, 1, Integer::sum);
      }
    }
    Map<ByteBuffer, ModelRow> rows = byImage();
    PostingCursor cursor = view.posting(meta.position());
    for (Map.Entry<List<Object>, Integer> entry : expected.entrySet()) {
      cursor.seek(key.of(leaves, entry.getKey()));
      int found = 0;
      while (cursor.next()) {
        ModelRow row = rows.get(found(table, view, view.row(cursor.slot())));
        found += table.values(row, leaves).equals(entry.getKey()) ? 1 : 0;
      }
      assertEquals(
          entry.getValue(),
          found,
          () -> meta.name() + " of " + table.name + " for " + entry.getKey());
    }
  }

  private Map<ByteBuffer, ModelRow> byImage() {
    Map<ByteBuffer, ModelRow> rows = new HashMap<>();
    images.forEach((row, image) -> rows.put(image, row));
    return rows;
  }

  /** Around some point all rows that are within reach, each once. */
  private void checkGrid(ModelTable table, TableView view, IndexMeta meta, List<ModelLeaf> leaves) {
    double[] centre = {random.nextInt(16) - 8, random.nextInt(16) - 8, random.nextInt(16) - 8};
    double radius = random.nextInt(9);
    GridCursor cursor = view.grid(meta.position());
    if (!cursor.seek(centre[0], centre[1], centre[2], radius)) {
      return;
    }
    Map<ByteBuffer, ModelRow> rows = byImage();
    int found = 0;
    while (cursor.next()) {
      ModelRow row = rows.remove(found(table, view, view.row(cursor.slot())));
      assertTrue(row != null, () -> meta.name() + " of " + table.name + " has a row twice");
      found += within(row, leaves, centre, radius) ? 1 : 0;
    }
    assertEquals(
        table.rows.values().stream().filter(r -> within(r, leaves, centre, radius)).count(),
        found,
        () -> meta.name() + " of " + table.name);
  }

  private static boolean within(
      ModelRow row, List<ModelLeaf> leaves, double[] centre, double radius) {
    double sum = 0;
    for (int i = 0; i < leaves.size(); i++) {
      Object value = row.value(leaves.get(i));
      if (value == null) {
        return false;
      }
      double distance = ((Number) value).doubleValue() - centre[i];
      sum += distance * distance;
    }
    return sum <= radius * radius;
  }

  @Override
  public void close() {
    key.close();
  }
}
