package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code near} where the squares of distances or of the radius are beyond what a double holds. */
class NearEdgeTest {

  private static TableDefinition table(double cell) {
    List<Field> fields =
        List.of(
            Field.of(0, "id", FieldType.of(TypeKind.I64)),
            Field.of(0, "at", FieldType.parse("f64[2]")));
    IndexDefinition grid = IndexDefinition.grid("by_place", List.of("at"), cell);
    return new TableDefinition(0, "t", fields, List.of("id"), List.of(grid));
  }

  /** A point at a distance of five units, by a triangle of three and four, and radii around it. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-160, 1e-150, 1, 1e150, 1e153, 1e154, 1e155, 1e200, 3e307})
  void shouldTellNearFromFarInAnyUnit(double unit) {
    for (double cell : new double[] {16, unit}) {
      try (QueryWorld world = new QueryWorld(table(cell))) {
        world.insert("{\"id\":1,\"at\":[0,0]}", row(2, 3 * unit, 4 * unit), row(3, 5 * unit, 0));
        find(world, 5.001 * unit, List.of(1L, 2L, 3L));
        find(world, 4.999 * unit, List.of(1L));
        find(world, 0, List.of(1L));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1.7e308,true", "1e308,false"})
  void shouldTellNearFromFarAtTheEndOfAllNumbers(double radius, boolean reaches) {
    try (QueryWorld world = new QueryWorld(table(1e306))) {
      world.insert(
          row(1, 0, 0),
          row(2, 1.6e308, 0),
          row(3, Double.MAX_VALUE, Double.MAX_VALUE),
          row(4, 0, -Double.MAX_VALUE));
      find(world, radius, reaches ? List.of(1L, 2L) : List.of(1L));
      find(world, Double.MAX_VALUE, List.of(1L, 2L, 4L));
      // The distance itself is beyond all numbers, and so of every radius.
      String opposite = "at=near.(0,%s,%s)".formatted(Double.MAX_VALUE, Double.MAX_VALUE);
      assertEquals(List.of(1L), world.ids(opposite + "&id=in.(1,4)"));
    }
  }

  private static String row(int id, double x, double y) {
    return "{\"id\":" + id + ",\"at\":[" + x + "," + y + "]}";
  }

  private static void find(QueryWorld world, double radius, List<Long> expected) {
    Query query = world.compile("at=near.(0,0," + radius + ")");
    for (AccessPath path : query.paths()) {
      assertEquals(
          expected,
          world.ids(query.along(path), QueryWorld.ALL),
          "radius " + radius + " along " + path.kind());
    }
  }
}
