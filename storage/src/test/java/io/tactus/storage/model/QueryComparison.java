package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryText;
import io.tactus.storage.query.ResultWriter;
import io.tactus.storage.query.RunLimits;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks a version for rows in groups and for rows with those they refer to, and compares the JSON
 * with what the model says.
 *
 * <p>Threading: one thread.
 */
public final class QueryComparison {
  private static final RunLimits ALL = new RunLimits(100_000, 100_000, Long.MAX_VALUE, false);

  private final ResultWriter results = new ResultWriter();
  private final JsonWriter out = JsonWriters.create();
  private final TableReader reader = new TableReader();

  private Version version;
  private int compared;

  /**
   * Compares one query of each kind over each table that can answer it.
   *
   * @param pinned shows the same as the model
   * @return how many queries were compared
   */
  public int check(ModelStore model, Version pinned, Random random) {
    version = pinned;
    compared = 0;
    for (ModelTable table : model.tables.values()) {
      List<ModelLeaf> numbers = table.leaves().stream().filter(ModelLeaf::isInteger).toList();
      if (!numbers.isEmpty()) {
        checkGroups(table, numbers, random);
      }
      ModelLeaf key = keyOf(table);
      for (ModelField field : table.fields) {
        ModelTable target = field.target() == null ? null : model.tables.get(field.target());
        ModelLeaf targetKey = target == null ? null : keyOf(target);
        if (key != null && targetKey != null) {
          checkReferred(table, key, field, targetKey);
          checkReferring(target, targetKey, table, key, field);
        }
      }
    }
    return compared;
  }

  /** The only leaf of the key if it is a whole number, or null. */
  private static ModelLeaf keyOf(ModelTable table) {
    List<ModelLeaf> key = table.leaves(table.key);
    return key.size() == 1 && key.get(0).isInteger() ? key.get(0) : null;
  }

  private void checkGroups(ModelTable table, List<ModelLeaf> numbers, Random random) {
    ModelLeaf by = numbers.get(random.nextInt(numbers.size()));
    ModelLeaf of = numbers.get(random.nextInt(numbers.size()));
    ModelLeaf bound = numbers.get(random.nextInt(numbers.size()));
    long least = random.nextInt(20);
    Map<Object, List<BigInteger>> groups = new TreeMap<>(by.order());
    Map<Object, Integer> counts = new TreeMap<>(by.order());
    for (ModelRow row : table.rows.values()) {
      Object limit = row.value(bound);
      if (limit != null && bound.order().compare(limit, least) >= 0) {
        Object group = row.value(by);
        counts.merge(group, 1, Integer::sum);
        List<BigInteger> values = groups.computeIfAbsent(group, g -> new ArrayList<>());
        if (row.value(of) != null) {
          values.add(number(of, row.value(of)));
        }
      }
    }
    List<String> expected = new ArrayList<>();
    groups.forEach(
        (group, values) ->
            expected.add(
                "{\"g\":%s,\"n\":%s,\"s\":%s,\"lo\":%s,\"hi\":%s}"
                    .formatted(
                        number(by, group),
                        counts.get(group),
                        values.stream().reduce(BigInteger::add).orElse(null),
                        values.stream().min(Comparator.naturalOrder()).orElse(null),
                        values.stream().max(Comparator.naturalOrder()).orElse(null))));
    String path = of.path();
    String select =
        "select=g:%s,n:count(),s:%s.sum(),lo:%s.min(),hi:%s.max()&%s=gte.%d"
            .formatted(by.path(), path, path, path, bound.path(), least);
    compare(table, select, expected);
  }

  /** A value as it is shown; null stays null. */
  private static BigInteger number(ModelLeaf leaf, Object value) {
    if (value == null) {
      return null;
    }
    return leaf.kind().equals("u64")
        ? new BigInteger(Long.toUnsignedString((Long) value))
        : BigInteger.valueOf((Long) value);
  }

  /** Each row with the one a field refers to. */
  private void checkReferred(
      ModelTable table, ModelLeaf key, ModelField field, ModelLeaf targetKey) {
    ModelLeaf reference = table.leaves(List.of(field.name())).get(0);
    List<String> expected =
        sorted(table, key)
            .map(
                row -> {
                  Object target = row.value(reference);
                  String other =
                      target == null
                          ? "null"
                          : "{\"" + targetKey.path() + "\":" + number(targetKey, target) + "}";
                  return "{\"k\":" + number(key, row.value(key)) + ",\"x\":" + other + "}";
                })
            .toList();
    String select = "select=k:%s,x:%s(%s)".formatted(key.path(), field.name(), targetKey.path());
    compare(table, select, expected);
  }

  /** Each row with those whose field refers to it. */
  private void checkReferring(
      ModelTable target, ModelLeaf targetKey, ModelTable table, ModelLeaf key, ModelField field) {
    ModelLeaf reference = table.leaves(List.of(field.name())).get(0);
    List<String> expected =
        sorted(target, targetKey)
            .map(
                row -> {
                  Object value = row.value(targetKey);
                  String others =
                      sorted(table, key)
                          .filter(other -> value.equals(other.value(reference)))
                          .map(
                              other ->
                                  "{\"" + key.path() + "\":" + number(key, other.value(key)) + "}")
                          .collect(Collectors.joining(","));
                  return "{\"k\":" + number(targetKey, value) + ",\"x\":[" + others + "]}";
                })
            .toList();
    // Where both refer to the other by fields of the same name, the name does not say which.
    boolean mutual =
        target.fields.stream()
            .anyMatch(f -> f.name().equals(field.name()) && table.name.equals(f.target()));
    String hint = mutual ? table.name + "_" + field.name() + "_fkey" : field.name();
    String select =
        "select=k:%s,x:%s!%s(%s)".formatted(targetKey.path(), table.name, hint, key.path());
    if (target != table) { // in a table that refers to itself the field's name means the one row
      compare(target, select, expected);
    }
  }

  private static Stream<ModelRow> sorted(ModelTable table, ModelLeaf key) {
    return table.rows.values().stream()
        .sorted(Comparator.comparing(row -> row.value(key), key.order()));
  }

  private void compare(ModelTable table, String text, List<String> expected) {
    Catalog catalog = version.catalog(Catalog.class);
    TableMeta meta = catalog.table(table.name);
    reader.bind(version, meta);
    out.reset();
    Query query = Query.compile(catalog, meta.layout(), QueryText.parse(text));
    results.write(query, reader, ALL, true, out, () -> {});
    assertEquals(
        "[" + String.join(",", expected) + "]", out.toString(), () -> table.name + "?" + text);
    compared++;
  }
}
