package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random tables, indexes, rows and queries: every way to the rows gives what a plain model gives.
 */
class AccessPathPropertyTest {
  private final ResultWriter results = new ResultWriter();

  private static final int TABLES = 25;
  private static final int ROWS = 120;
  private static final int QUERIES = 100;

  private final Map<String, Integer> walked = new TreeMap<>();
  private int sorted;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldGiveTheSameAlongEveryPath(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TABLES; i++) {
      TableDefinition table = table(random);
      ModelQuery model = new ModelQuery(random, table, null);
      try (QueryWorld world = new QueryWorld(table)) {
        String[] rows = new String[ROWS];
        for (int r = 0; r < ROWS; r++) {
          rows[r] = model.newRow();
        }
        world.insert(rows);
        String label = "seed " + seed + " table " + i + " " + table.indexes() + ": ";
        for (int q = 0; q < QUERIES; q++) {
          ModelQuery.Expected expected = model.newQuery();
          check(world, expected, label + expected.text());
        }
        long left = model.keepBelow(random.nextInt(1_000_000) - 500_000);
        world.delete("id=gte." + left);
        for (int q = 0; q < QUERIES; q++) {
          ModelQuery.Expected expected = model.newQuery();
          check(world, expected, label + "below " + left + ": " + expected.text());
        }
      }
    }
    assertEquals(List.of("hash", "key", "ordered", "scan", "unique"), List.copyOf(walked.keySet()));
    walked.forEach((kind, times) -> assertTrue(times > 20, kind + " " + times));
    assertTrue(sorted > 100, "in order by an index: " + sorted);
  }

  private void check(QueryWorld world, ModelQuery.Expected expected, String label) {
    Query query = world.compile(expected.text());
    RunLimits first = new RunLimits(1_000, 1_000, 1_000_000, false);
    for (AccessPath path : query.paths()) {
      Query along = query.along(path);
      String way = label + " along " + path.kind() + " " + path.index();
      assertEquals(expected.ids(), world.ids(along, QueryWorld.ALL), way);
      assertEquals(expected.matched(), world.runner().matched(), way);
      assertEquals(expected.ids(), world.ids(along, first), way + ", not counted");
      assertEquals(expected.matched(), results.count(along, world.table(), 1_000_000), way);
      assertEquals(path.kind(), along.explain(world.table(), first).path(), way);
      walked.merge(path.kind(), 1, Integer::sum);
      sorted += path instanceof OrderedPath && path.sortedParts() == query.order().size() ? 1 : 0;
    }
    assertEquals(expected.ids(), world.ids(query, first), label);
    String filter = onlyFilter(expected.text());
    List<Long> all = new ArrayList<>(world.ids(filter));
    all.sort(null);
    assertEquals(all, world.matching(filter), label + " by a command");
  }

  /** Few fields, so that filters, orders and indexes meet. */
  static TableDefinition table(Random random) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of(0, "id", FieldType.of(TypeKind.I64)));
    List<String> types = new ArrayList<>(ModelQuery.TYPES);
    Collections.shuffle(types, random);
    for (String type : types.subList(0, 3)) {
      FieldType parsed = FieldType.parse(type);
      String name = parsed.kind().typeName();
      fields.add(Field.of(0, "n_" + name, parsed).asNullable());
      fields.add(Field.of(0, "r_" + name, parsed));
    }
    List<IndexDefinition> indexes = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      List<String> names = new ArrayList<>(fields.stream().map(Field::name).toList());
      Collections.shuffle(names, random);
      IndexKind kind = random.nextInt(3) == 0 ? IndexKind.HASH : IndexKind.ORDERED;
      List<String> some = names.subList(0, kind == IndexKind.HASH ? 1 : 1 + random.nextInt(3));
      // Only what holds the key is sure to be unique.
      boolean unique = some.contains("id") && random.nextBoolean();
      indexes.add(new IndexDefinition("i" + i, some, kind, unique));
    }
    if (random.nextInt(3) == 0) {
      indexes.add(new IndexDefinition("by_id", List.of("id"), IndexKind.ORDERED, true));
    }
    indexes.add(new IndexDefinition("also_id", List.of("id"), IndexKind.HASH, true));
    return new TableDefinition(0, "t", fields, List.of("id"), indexes);
  }

  /** A path that forgets the first condition must be found out, or this suite sees nothing. */
  @Test
  void shouldNoticeAPathThatForgetsACondition() {
    Random random = new Random(5);
    int differences = 0;
    for (int i = 0; i < 10; i++) {
      TableDefinition table = table(random);
      ModelQuery model = new ModelQuery(random, table, null);
      try (QueryWorld world = new QueryWorld(table)) {
        String[] rows = new String[ROWS];
        for (int r = 0; r < ROWS; r++) {
          rows[r] = model.newRow();
        }
        world.insert(rows);
        for (int q = 0; q < QUERIES; q++) {
          ModelQuery.Expected expected = model.newQuery();
          Query query = world.compile(expected.text());
          Query fewer = world.compile(withoutFirst(expected.text()));
          Query forgetful = query.along(fewer.paths().get(0));
          differences += world.ids(forgetful, QueryWorld.ALL).equals(expected.ids()) ? 0 : 1;
        }
      }
    }
    assertTrue(differences > 100, "differences " + differences);
  }

  private static String onlyFilter(String text) {
    List<QueryTerm> terms = new ArrayList<>(QueryText.parse(text));
    terms.removeIf(term -> List.of("order", "limit", "offset").contains(term.name()));
    return QueryText.print(terms);
  }

  private static String withoutFirst(String text) {
    List<QueryTerm> terms = QueryText.parse(text);
    return QueryText.print(terms.subList(Math.min(1, terms.size()), terms.size()));
  }
}
