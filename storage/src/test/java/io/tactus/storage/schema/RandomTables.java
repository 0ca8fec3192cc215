package io.tactus.storage.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Valid tables of any shape, from a seed. */
public final class RandomTables {

  /** The kinds that need no declaration and lie within the row. */
  public static final List<TypeKind> KINDS =
      Arrays.stream(TypeKind.values())
          .filter(kind -> kind.code() > 0 && kind.code() <= TypeKind.STRING.code())
          .toList();

  private final Random random;

  /** Creates a source of tables. */
  public RandomTables(Random random) {
    this.random = random;
  }

  /** Returns a table with 1 to {@code maxFields} fields. */
  public TableDefinition next(int maxFields) {
    List<Field> fields = new ArrayList<>();
    int count = 1 + random.nextInt(maxFields);
    boolean generated = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      Field field = field("f" + i);
      if (generated && field.type().kind().isInteger() && field.type().sizeBytes() >= 4) {
        field = Field.of(0, field.name(), field.type()).asGenerated();
        generated = false;
      }
      fields.add(field);
    }
    List<String> required = new ArrayList<>();
    for (Field field : fields) {
      if (!field.nullable() && field.type().sizeBytes() <= 64 && required.size() < 3) {
        required.add(field.name());
      }
    }
    if (required.isEmpty()) {
      fields.add(Field.of(0, "id", FieldType.of(TypeKind.U64)));
      required.add("id");
    }
    List<String> key = required.subList(0, 1 + random.nextInt(required.size()));
    List<IndexDefinition> indexes = new ArrayList<>();
    if (random.nextBoolean()) {
      indexes.add(new IndexDefinition("by_it", required, IndexKind.HASH, random.nextBoolean()));
    }
    TableDefinition table =
        new TableDefinition(0, "table_" + random.nextInt(1000), fields, key, indexes);
    table.validate();
    return table;
  }

  private Field field(String name) {
    FieldType type = type();
    Field field = Field.of(0, name, type);
    if (random.nextInt(3) == 0) {
      field = field.asNullable();
    }
    if (type.kind().hasBounds() && random.nextInt(3) == 0) {
      Literal a = literal(type);
      Literal b = literal(type);
      boolean ordered =
          type.kind().isFloat()
              ? a.asDouble() <= b.asDouble()
              : type.kind().compareLong(a.bits(), b.bits()) <= 0;
      field = field.withBounds(ordered ? a : b, ordered ? b : a);
      return random.nextBoolean() ? field.withDefault(field.min()) : field;
    }
    return random.nextInt(3) == 0 ? field.withDefault(literal(type)) : field;
  }

  /** Returns any type. */
  public FieldType type() {
    TypeKind kind = KINDS.get(random.nextInt(KINDS.size()));
    if (kind != TypeKind.STRING) {
      return FieldType.of(kind);
    }
    return FieldType.string(
        random.nextInt(8) == 0 ? 256 + random.nextInt(40) : 1 + random.nextInt(40));
  }

  /** Returns any value of a type, edges included. */
  public Literal literal(FieldType type) {
    TypeKind kind = type.kind();
    return switch (kind) {
      case F32 -> Literal.ofDouble(single());
      case F64 -> Literal.ofDouble(wide());
      case UUID -> Literal.ofUuid(random.nextLong(), random.nextLong());
      case STRING -> Literal.ofString(text(type.capacityBytes()));
      default -> Literal.ofLong(integer(kind));
    };
  }

  private long integer(TypeKind kind) {
    return switch (random.nextInt(6)) {
      case 0 -> kind.minLong();
      case 1 -> kind.maxLong();
      default -> {
        long value = random.nextLong() >> random.nextInt(64);
        boolean fits =
            kind.compareLong(value, kind.minLong()) >= 0
                && kind.compareLong(value, kind.maxLong()) <= 0;
        yield fits ? value : value & (kind.maxLong() >>> 1);
      }
    };
  }

  private double single() {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) && random.nextBoolean() ? value : random.nextInt(2000) - 1000;
  }

  private double wide() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) && random.nextBoolean() ? value : random.nextGaussian() * 1000;
  }

  private String text(int capacityBytes) {
    String[] characters = {
      "a", "B", "7", " ", "\"", "\\", "\n", "\u0001", "é", "€", "😀", "%", "_"
    };
    StringBuilder text = new StringBuilder();
    int bytes = 0;
    int wanted = random.nextInt(4) == 0 ? capacityBytes : random.nextInt(capacityBytes + 1);
    while (true) {
      String next = characters[random.nextInt(characters.length)];
      int length = next.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + length > wanted) {
        return text.toString();
      }
      text.append(next);
      bytes += length;
    }
  }
}
