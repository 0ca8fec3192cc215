package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Random types, tables, fields and indexes, under few names, so that they meet. */
public final class RandomSchemas {
  static final String[] TABLES = {"alpha", "beta", "gamma", "delta"};
  private static final String[] SCALARS = {
    "bool",
    "i8",
    "i16",
    "i32",
    "i64",
    "u8",
    "u16",
    "u32",
    "u64",
    "f32",
    "f64",
    "timestamp",
    "duration",
    "uuid",
    "string(6)",
    "string(40)",
    "string(300)"
  };
  private static final String[] KEY_TYPES = {
    "u8", "u16", "i64", "u64", "uuid", "string(8)", "string(300)", "i32"
  };
  private static final String[] EVERY_KIND = {
    "bool",
    "i16",
    "i64",
    "f32",
    "f64",
    "timestamp",
    "duration",
    "uuid",
    "string(40)",
    "text",
    "Region",
    "Vec2",
    "f32[3]"
  };
  private static final String[] VALUES = {"text", "bytes", "json"};
  private static final List<ModelType> TYPES =
      List.of(
          ModelType.enumeration("Region", List.of("eu", "us")),
          ModelType.enumeration("Colour", List.of("red", "green", "blue", "black")),
          ModelType.enumeration("Many", IntStream.range(0, 300).mapToObj(i -> "n" + i).toList()),
          ModelType.enumeration("Zone", List.of("us", "red", "eu", "n7", "green", "blue", "black")),
          ModelType.composite("Vec2", "x", "f64", "y", "f64"),
          ModelType.composite("Cell", "x", "i32", "y", "f32"),
          ModelType.composite("Vec3", "x", "f32", "y", "f32", "z", "f32"),
          ModelType.composite("Place", "at", "Vec2", "region", "Region", "tags", "u16[2]"),
          ModelType.composite("Path", "points", "Vec3[2]", "name", "string(5)"));

  private final Random random;

  public RandomSchemas(Random random) {
    this.random = random;
  }

  public String tableName() {
    return TABLES[random.nextInt(TABLES.length)];
  }

  /** The name of any type of one value but text, bytes and json. */
  static String anyScalar(Random random) {
    return SCALARS[random.nextInt(SCALARS.length)];
  }

  /** Any type of whole numbers. */
  String integer() {
    return (random.nextBoolean() ? "u" : "i") + (8 << random.nextInt(4));
  }

  /** A type that may need others that are not there. */
  public ModelType type() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  /** The first type that is not declared yet, or null. */
  ModelType missingType(ModelStore store) {
    return TYPES.stream().filter(t -> !store.types.containsKey(t.name())).findFirst().orElse(null);
  }

  /** A new table with a field of every kind; needs all types. */
  ModelTable rich(ModelStore store, int id) {
    String name = tableName();
    List<ModelField> fields = new ArrayList<>();
    fields.add(keyField(store, name, "k0", true));
    for (int i = 0; i < EVERY_KIND.length; i++) {
      ModelField field = ModelField.of("f" + i, EVERY_KIND[i]);
      fields.add(field.asNullable(random.nextBoolean()));
    }
    fields.add(ModelField.of("f" + EVERY_KIND.length, "ref(" + name + ")").asNullable(true));
    ModelTable table = new ModelTable(id, name, fields, List.of("k0"), List.of());
    ModelStore with = store.copy();
    with.tables.put(name, table);
    table.resolve(with);
    return table;
  }

  /** A new table that can be made in this store. */
  public ModelTable table(ModelStore store, String name, int id) {
    List<ModelField> fields = new ArrayList<>();
    List<String> key = new ArrayList<>();
    int keyFields = random.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < keyFields; i++) {
      fields.add(keyField(store, name, "k" + i, keyFields == 1));
      key.add("k" + i);
    }
    int more = random.nextInt(7);
    for (int i = 0; i < more; i++) {
      fields.add(field(store, name, "f" + i));
    }
    ModelTable table = new ModelTable(id, name, fields, key, List.of());
    ModelStore with = store.copy();
    with.tables.put(name, table);
    table.resolve(with);
    Set<String> names = new TreeSet<>();
    List<ModelIndex> indexes = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      ModelIndex index = index(table);
      if (index != null && names.add(index.name())) {
        indexes.add(index);
      }
    }
    table.indexes = indexes;
    return table;
  }

  private ModelField keyField(ModelStore store, String table, String name, boolean alone) {
    if (alone && random.nextInt(3) == 0) {
      return ModelField.of(name, random.nextBoolean() ? "u64" : "u32").asGenerated();
    }
    if (random.nextInt(8) == 0 && !store.tables.isEmpty()) {
      String target = anyTable(store);
      ModelTable referred = store.tables.get(target);
      boolean cycle =
          referred.fields.stream()
              .anyMatch(f -> f.target() != null && ModelIndex.use(referred.key, f.name()));
      if (!target.equals(table) && !cycle) {
        return ModelField.of(name, "ref(" + target + ")").withOnDelete("cascade");
      }
    }
    return ModelField.of(name, KEY_TYPES[random.nextInt(KEY_TYPES.length)]);
  }

  private String anyTable(ModelStore store) {
    List<String> names = List.copyOf(store.tables.keySet());
    return names.get(random.nextInt(names.size()));
  }

  /** A field of any type; a reference may be to the table itself. */
  public ModelField field(ModelStore store, String table, String name) {
    int dice = random.nextInt(100);
    ModelField field;
    if (dice < 12) {
      field = ModelField.of(name, VALUES[random.nextInt(VALUES.length)]);
    } else if (dice < 30) {
      boolean self = store.tables.isEmpty() || random.nextInt(4) == 0;
      return reference(name, self ? table : anyTable(store));
    } else if (dice < 50 && !store.types.isEmpty()) {
      List<String> types = List.copyOf(store.types.keySet());
      field = ModelField.of(name, types.get(random.nextInt(types.size())));
    } else if (dice < 58) {
      field = ModelField.of(name, random.nextBoolean() ? "f32[3]" : "i16[2]");
    } else if (dice < 70) {
      return ModelField.of(name, "i32").withDefault(5L).withBounds(0L, 40L);
    } else {
      field = ModelField.of(name, SCALARS[random.nextInt(SCALARS.length)]);
    }
    return random.nextInt(3) == 0 ? field.asNullable(true) : field;
  }

  private ModelField reference(String name, String target) {
    ModelField field = ModelField.of(name, "ref(" + target + ")");
    return switch (random.nextInt(4)) {
      case 0 -> field.withOnDelete("cascade");
      case 1 -> field.asNullable(true);
      case 2 -> field.asNullable(true).withOnDelete("cascade");
      default -> field.asNullable(true).withOnDelete("setNull");
    };
  }

  /** An index over what can be indexed, or null if nothing came up. */
  public ModelIndex index(ModelTable table) {
    String name = "i" + random.nextInt(5);
    if (random.nextInt(4) == 0) {
      for (ModelField field : table.fields) {
        if (List.of("Vec2", "Vec3", "f32[3]").contains(field.type())) {
          return new ModelIndex(name, List.of(field.name()), "grid", false, 1 + random.nextInt(4));
        }
      }
    }
    boolean ordered = random.nextInt(3) != 0;
    List<ModelLeaf> leaves =
        table.leaves().stream()
            .filter(leaf -> !leaf.isVariable() && leaf.sizeBytes() < 200)
            .toList();
    if (leaves.isEmpty()) {
      return null;
    }
    Set<String> fields = new TreeSet<>();
    int count = random.nextInt(3) == 0 ? 2 : 1;
    for (int i = 0; i < count; i++) {
      fields.add(leaves.get(random.nextInt(leaves.size())).path());
    }
    List<String> order = new ArrayList<>(fields);
    if (random.nextBoolean()) {
      java.util.Collections.reverse(order);
    }
    boolean unique = random.nextInt(4) == 0;
    return new ModelIndex(name, order, ordered ? "ordered" : "hash", unique, 0);
  }
}
