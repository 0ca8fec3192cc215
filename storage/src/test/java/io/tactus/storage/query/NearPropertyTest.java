package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code near} gives by every path the points that a plain computation of distances gives. */
class NearPropertyTest {

  private static final int ROWS = 400;
  private static final int QUERIES = 120;

  @ParameterizedTest
  @CsvSource({"1,2", "2,3", "3,2", "4,3", "5,2", "6,3"})
  void shouldFindThePointsWithinTheDistance(long seed, int axes) {
    Random random = new Random(seed);
    boolean single = random.nextBoolean();
    double cell = List.of(0.5, 16.0, 1000.0).get(random.nextInt(3));
    Map<String, Integer> walked = new TreeMap<>();
    try (QueryWorld world = new QueryWorld(table((single ? "f32[" : "f64[") + axes + "]", cell))) {
      Map<Long, double[]> points = new TreeMap<>();
      List<String> rows = new ArrayList<>();
      for (long id = 1; id <= ROWS; id++) {
        double[] point = random.nextInt(10) == 0 ? null : point(random, axes, single);
        points.put(id, point);
        rows.add("{\"id\":" + id + ",\"at\":" + (point == null ? "null" : json(point)) + "}");
      }
      world.insert(rows.toArray(new String[0]));
      for (int q = 0; q < QUERIES; q++) {
        double[] centre = point(random, axes, single);
        double radius = List.of(0.0, 1.0, 20.0, 3e4).get(random.nextInt(4)) * random.nextDouble();
        List<Long> expected = within(points, centre, radius);
        String text = "at=near." + json(centre).replace('[', '(').replace("]", "," + radius + ")");
        Query query = world.compile(text);
        for (AccessPath path : query.paths()) {
          String label = "seed " + seed + ", " + axes + " axes, along " + path.kind() + ": " + text;
          assertEquals(expected, world.ids(query.along(path), QueryWorld.ALL), label);
          walked.merge(path.kind(), 1, Integer::sum);
        }
        assertEquals(expected, world.matching(text), text + " by a command");
      }
    }
    assertTrue(walked.get("scan") == QUERIES && walked.get("grid") > QUERIES / 4, "" + walked);
  }

  private static TableDefinition table(String type, double cell) {
    List<Field> fields =
        List.of(
            Field.of(0, "id", FieldType.of(TypeKind.I64)),
            Field.of(0, "at", FieldType.parse(type)).asNullable());
    IndexDefinition grid = IndexDefinition.grid("by_place", List.of("at"), cell);
    return new TableDefinition(0, "t", fields, List.of("id"), List.of(grid));
  }

  /** Clusters, borders of cells, both sides of zero, and a few points very far away. */
  private static double[] point(Random random, int axes, boolean single) {
    double[] point = new double[axes];
    double scale = List.of(1.0, 50.0, 1e4, 1e12).get(random.nextInt(4));
    for (int i = 0; i < axes; i++) {
      double value = (random.nextDouble() - 0.5) * scale;
      value = random.nextInt(4) == 0 ? Math.rint(value) : value;
      point[i] = single ? (float) value : value;
    }
    return point;
  }

  private static List<Long> within(Map<Long, double[]> points, double[] centre, double radius) {
    List<Long> ids = new ArrayList<>();
    points.forEach(
        (id, point) -> {
          double squares = 0;
          for (int i = 0; point != null && i < centre.length; i++) {
            squares += (point[i] - centre[i]) * (point[i] - centre[i]);
          }
          if (point != null && squares <= radius * radius) {
            ids.add(id);
          }
        });
    return ids;
  }

  private static String json(double[] point) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < point.length; i++) {
      text.append(i == 0 ? "" : ",").append(point[i]);
    }
    return text.append(']').toString();
  }
}
