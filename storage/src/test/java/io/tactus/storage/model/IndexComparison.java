package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.KeyImage;
import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.OrderedKey;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.IndexDefinition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Compares what indexes find with what a walk over all rows of the model finds. */
final class IndexComparison {
  private static final int MOST_KNOWN = 10_000;

  private final KeyImage key;

  /** Contents of rows of the model, which never change. */
  private final IdentityHashMap<ModelRow, ByteBuffer> known = new IdentityHashMap<>();

  private final OrderedCursor ordered = new OrderedCursor();
  private final PostingCursor posting = new PostingCursor();
  private final GridCursor grid = new GridCursor();
  private final Random random = new Random(99);

  IndexComparison(KeyImage key) {
    this.key = key;
  }

  /** Compares one declared index of a table. */
  void check(ModelTable table, int declared, TableView view) {
    IndexDefinition index = table.definition.indexes().get(declared);
    switch (index.kind()) {
      case ORDERED -> checkOrdered(table, index, declared + 1, view);
      case GRID -> checkGrid(table, index, declared + 1, view);
      case HASH -> {
        if (!index.unique()) {
          checkPosting(table, index, declared + 1, view);
        }
      }
    }
  }

  private void checkOrdered(ModelTable table, IndexDefinition index, int position, TableView view) {
    List<ModelRow> rows = new ArrayList<>(table.rows.values());
    Comparator<ModelRow> order = order(table, index.fields());
    rows.sort(order);
    view.ordered(position, ordered);
    checkWalk(table, index, KeyRange.ALL, rows, view);
    if (rows.isEmpty()) {
      return;
    }
    OrderedKey encoding = view.meta().indexes().get(position).order();
    for (int i = 0; i < 3; i++) {
      ModelRow low = rows.get(random.nextInt(rows.size()));
      ModelRow high = rows.get(random.nextInt(rows.size()));
      List<String> fields = index.fields();
      fields = fields.subList(0, 1 + random.nextInt(fields.size()));
      boolean lowIn = random.nextBoolean();
      boolean highIn = random.nextBoolean();
      Comparator<ModelRow> prefix = order(table, fields);
      Predicate<ModelRow> inside =
          row ->
              prefix.compare(row, low) > (lowIn ? -1 : 0)
                  && prefix.compare(row, high) < (highIn ? 1 : 0);
      byte[] from = prefix(table, encoding, fields, low);
      byte[] to = prefix(table, encoding, fields, high);
      KeyRange range = new KeyRange(from, lowIn, to, highIn);
      checkWalk(table, index, range, rows.stream().filter(inside).toList(), view);
    }
  }

  private void checkWalk(
      ModelTable table,
      IndexDefinition index,
      KeyRange range,
      List<ModelRow> expected,
      TableView view) {
    boolean descending = random.nextBoolean();
    List<ModelRow> rows = new ArrayList<>(expected);
    if (descending) {
      Collections.reverse(rows);
    }
    ordered.seek(range, descending);
    List<ByteBuffer> found = walk(ordered::next, ordered::slot, view);
    assertEquals(rows.size(), found.size(), () -> "rows of " + index.name());
    Comparator<ModelRow> order = order(table, index.fields());
    int from = 0;
    while (from < rows.size()) {
      // Rows of equal keys come in the order of their slots, which the model does not know.
      int to = from + 1;
      while (to < rows.size() && order.compare(rows.get(from), rows.get(to)) == 0) {
        to++;
      }
      assertEquals(
          contents(table, rows.subList(from, to)),
          new HashSet<>(found.subList(from, to)),
          () -> "rows of " + index.name());
      from = to;
    }
  }

  private void checkPosting(ModelTable table, IndexDefinition index, int position, TableView view) {
    view.posting(position, posting);
    Set<List<Object>> keys = new HashSet<>();
    for (ModelRow row : table.rows.values()) {
      keys.add(table.key(row, index.fields()));
    }
    for (List<Object> values : keys) {
      if (values.stream().anyMatch(Objects::isNull)) {
        continue;
      }
      posting.seek(key.of(view.meta(), position, values.toArray()));
      List<ModelRow> expected =
          table.rows.values().stream()
              .filter(row -> table.key(row, index.fields()).equals(values))
              .toList();
      List<ByteBuffer> found = walk(posting::next, posting::slot, view);
      // Among 32-bit fragments of so few keys a collision would be a mistake.
      assertEquals(
          contents(table, expected), new HashSet<>(found), () -> "rows of " + index.name());
      assertEquals(expected.size(), found.size(), () -> "rows of " + index.name());
    }
  }

  private void checkGrid(ModelTable table, IndexDefinition index, int position, TableView view) {
    view.grid(position, grid);
    for (int i = 0; i < 4; i++) {
      double[] centre = {random.nextInt(5) - 2, random.nextInt(9) * 0.25 - 1, random.nextInt(3)};
      double radius = random.nextInt(5) * 0.5;
      assertTrue(grid.seek(centre[0], centre[1], centre[2], radius));
      List<ByteBuffer> found = walk(grid::next, grid::slot, view);
      Set<ByteBuffer> candidates = new HashSet<>(found);
      assertEquals(candidates.size(), found.size(), () -> "a row twice in " + index.name());
      List<ModelRow> near =
          table.rows.values().stream()
              .filter(row -> distance(table.key(row, index.fields()), centre) <= radius)
              .toList();
      assertTrue(candidates.containsAll(contents(table, near)), () -> "rows of " + index.name());
      assertTrue(
          contents(table, table.rows.values()).containsAll(candidates),
          () -> "a row of " + index.name() + " that the model does not have");
    }
  }

  private static double distance(List<Object> point, double[] centre) {
    double sum = 0;
    for (int i = 0; i < point.size(); i++) {
      if (point.get(i) == null) {
        return Double.POSITIVE_INFINITY;
      }
      sum += Math.pow((Double) point.get(i) - centre[i], 2);
    }
    return Math.sqrt(sum);
  }

  private static List<ByteBuffer> walk(BooleanSupplier next, LongSupplier slot, TableView view) {
    int length = view.meta().layout().rowBytes() - RowLayout.HEADER_BYTES;
    List<ByteBuffer> rows = new ArrayList<>();
    while (next.getAsBoolean()) {
      byte[] bytes = new byte[length];
      Memory.getBytes(view.row(slot.getAsLong()) + RowLayout.HEADER_BYTES, bytes, 0, length);
      rows.add(ByteBuffer.wrap(bytes));
    }
    return rows;
  }

  private Set<ByteBuffer> contents(ModelTable table, Iterable<ModelRow> rows) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    Set<ByteBuffer> images = new HashSet<>();
    for (ModelRow row : rows) {
      images.add(known.computeIfAbsent(row, r -> ByteBuffer.wrap(ModelImage.contents(table, r))));
    }
    return images;
  }

  /** The order of some fields, nulls last. */
  private static Comparator<ModelRow> order(ModelTable table, List<String> names) {
    return (left, right) -> {
      List<Object> a = table.key(left, names);
      List<Object> b = table.key(right, names);
      for (int i = 0; i < names.size(); i++) {
        int order = compare(table.definition.field(names.get(i)), a.get(i), b.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private static int compare(Field field, Object left, Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    if (left instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
    }
    if (left instanceof Double number) {
      return Double.compare(number, (Double) right);
    }
    return field.type().kind().compareLong((Long) left, (Long) right);
  }

  private static byte[] prefix(
      ModelTable table, OrderedKey encoding, List<String> fields, ModelRow row) {
    byte[] image = new byte[encoding.keyBytes()];
    List<Object> values = table.key(row, fields);
    for (int i = 0; i < values.size(); i++) {
      put(encoding, image, i, values.get(i));
    }
    return Arrays.copyOf(image, encoding.offset(values.size()));
  }

  private static void put(OrderedKey encoding, byte[] image, int position, Object value) {
    RowField leaf = encoding.leaf(position);
    if (value == null) {
      encoding.putNull(image, position);
    } else if (value instanceof String text) {
      assertTrue(encoding.putString(image, position, text.getBytes(StandardCharsets.UTF_8)));
    } else if (leaf.kind().isFloat()) {
      encoding.putDouble(image, position, (Double) value);
    } else {
      encoding.putLong(image, position, (Long) value);
    }
  }
}
