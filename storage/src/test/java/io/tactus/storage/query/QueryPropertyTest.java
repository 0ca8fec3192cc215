package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows and random filters, against a plain model on the heap. */
class QueryPropertyTest {

  private static final int ROWS = 150;
  private static final int QUERIES = 500;

  private static TableDefinition table() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of(0, "id", FieldType.of(TypeKind.I64)));
    for (String type : ModelQuery.TYPES) {
      FieldType parsed = FieldType.parse(type);
      String name = parsed.kind().typeName();
      fields.add(Field.of(0, "n_" + name, parsed).asNullable());
      fields.add(Field.of(0, "r_" + name, parsed));
    }
    return TableDefinition.of(0, "t", fields, List.of("id"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldAnswerAsTheModelDoes(long seed) {
    Random random = new Random(seed);
    ModelQuery model = new ModelQuery(random, table(), null);
    try (QueryWorld world = new QueryWorld(table())) {
      String[] rows = new String[ROWS];
      for (int i = 0; i < ROWS; i++) {
        rows[i] = model.newRow();
      }
      world.insert(rows);
      long hits = 0;
      for (int i = 0; i < QUERIES; i++) {
        ModelQuery.Expected query = model.newQuery();
        List<Long> found = world.ids(query.text());
        assertEquals(query.ids(), found, () -> "seed " + seed + ": " + query.text());
        assertEquals(query.matched(), world.runner().matched(), query.text());
        hits += found.size();
      }
      assertTrue(hits > QUERIES, "filters that find something: " + hits);
    }
  }

  /** A model that takes "not unknown" for true must be found out, or this suite sees nothing. */
  @Test
  void shouldNoticeAModelThatForgetsTheThirdTruthValue() {
    ModelQuery model = new ModelQuery(new Random(9), table(), Boolean.TRUE);
    try (QueryWorld world = new QueryWorld(table())) {
      String[] rows = new String[ROWS];
      for (int i = 0; i < ROWS; i++) {
        rows[i] = model.newRow();
      }
      world.insert(rows);
      int differences = 0;
      for (int i = 0; i < QUERIES; i++) {
        ModelQuery.Expected query = model.newQuery();
        differences += query.ids().equals(world.ids(query.text())) ? 0 : 1;
      }
      assertTrue(differences > 0);
    }
  }
}
