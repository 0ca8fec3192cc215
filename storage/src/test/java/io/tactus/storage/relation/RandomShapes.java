package io.tactus.storage.relation;

import io.tactus.storage.TableBuilder;
import io.tactus.storage.alteration.SchemaChange;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.relation.ModelDatabase.Ref;
import io.tactus.storage.relation.ModelDatabase.Shape;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.schema.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random tables: keys of one or two numbers, keys that begin with a ref; refs to earlier tables, to
 * the table itself and, added afterwards, to later ones, so that tables refer to each other in
 * rings.
 */
final class RandomShapes {
  private static final List<OnDelete> RULES = List.of(OnDelete.values());

  private final Random random;

  RandomShapes(Random random) {
    this.random = random;
  }

  List<Shape> shapes() {
    int count = 2 + random.nextInt(4);
    List<Shape> shapes = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      shapes.add(shape(t, shapes));
    }
    for (int t = 0; t < count - 1; t++) {
      if (random.nextInt(3) == 0) {
        int target = t + 1 + random.nextInt(count - t - 1);
        shapes.get(t).refs().add(ref("later", target));
      }
    }
    return shapes;
  }

  private Shape shape(int t, List<Shape> earlier) {
    List<Ref> refs = new ArrayList<>();
    int ownKeys = 1 + random.nextInt(2);
    int keyLeaves = ownKeys;
    if (t > 0 && random.nextInt(4) == 0) {
      int target = random.nextInt(t);
      OnDelete rule = random.nextBoolean() ? OnDelete.CASCADE : OnDelete.RESTRICT;
      refs.add(new Ref("owner", target, rule, false, 0));
      keyLeaves += earlier.get(target).keyLeaves();
    }
    int count = random.nextInt(t == 0 ? 2 : 4);
    for (int i = 0; i < count; i++) {
      refs.add(ref("r" + i, random.nextInt(t + 1)));
    }
    return new Shape("t" + t, keyLeaves, ownKeys, refs);
  }

  private Ref ref(String field, int target) {
    OnDelete rule = RULES.get(random.nextInt(RULES.size()));
    boolean nullable = rule == OnDelete.SET_NULL || random.nextInt(3) != 0;
    return new Ref(field, target, rule, nullable, -1);
  }

  /** The table without its ref to a later one. */
  static TableDefinition definition(Shape shape, List<Shape> all) {
    TableBuilder table = TableBuilder.table(shape.name());
    List<String> key = new ArrayList<>();
    for (Ref ref : shape.refs()) {
      if (ref.keyOffset() >= 0) {
        table.ref(ref.field(), all.get(ref.target()).name(), ref.nullable(), ref.onDelete());
        key.add(ref.field());
      }
    }
    for (int i = 0; i < shape.ownKeys(); i++) {
      table.field("k" + i, i == 0 ? "u32" : "i16");
      key.add("k" + i);
    }
    table.field("v", "i64");
    for (Ref ref : shape.refsBesideKey()) {
      if (ref.field().equals("later")) {
        continue;
      }
      table.ref(ref.field(), all.get(ref.target()).name(), ref.nullable(), ref.onDelete());
    }
    return table.key(key.toArray(new String[0]));
  }

  /** The refs to later tables, to be added when these are there. */
  static List<SchemaChange> additions(List<Shape> all) {
    List<SchemaChange> additions = new ArrayList<>();
    for (Shape shape : all) {
      for (Ref ref : shape.refs()) {
        if (ref.field().equals("later")) {
          byte[] field =
              ("{\"name\":\"later\",\"type\":\"ref("
                      + all.get(ref.target()).name()
                      + ")\",\"nullable\":"
                      + ref.nullable()
                      + ",\"onDelete\":\""
                      + ref.onDelete().text()
                      + "\"}")
                  .getBytes(StandardCharsets.UTF_8);
          additions.add(
              new SchemaChange.AddField(shape.name(), JsonNode.parse(field, 0, field.length)));
        }
      }
    }
    return additions;
  }
}
