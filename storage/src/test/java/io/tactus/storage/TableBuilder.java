package io.tactus.storage;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.schema.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/** Builds table definitions for tests. */
public final class TableBuilder {
  private final String name;
  private final List<Field> fields = new ArrayList<>();
  private final List<IndexDefinition> indexes = new ArrayList<>();
  private List<String> key = List.of();

  private TableBuilder(String name) {
    this.name = name;
  }

  public static TableBuilder table(String name) {
    return new TableBuilder(name);
  }

  /** Players: generated id, name, gold in [0, 1000] by default 100, nullable note. */
  public static TableDefinition players(String name) {
    return table(name)
        .generated("id", "u64")
        .field("name", "string(12)")
        .bounded("gold", "i64", 100, 0, 1000)
        .nullable("note", "string(40)")
        .key("id");
  }

  /** Two u64 fields: id (the key) and value. */
  public static TableDefinition pairs(String name) {
    return table(name).field("id", "u64").field("value", "u64").key("id");
  }

  public TableBuilder field(String field, String type) {
    fields.add(Field.of(0, field, FieldType.parse(type)));
    return this;
  }

  public TableBuilder nullable(String field, String type) {
    fields.add(Field.of(0, field, FieldType.parse(type)).asNullable());
    return this;
  }

  public TableBuilder generated(String field, String type) {
    fields.add(Field.of(0, field, FieldType.parse(type)).asGenerated());
    return this;
  }

  public TableBuilder bounded(String field, String type, long byDefault, long min, long max) {
    fields.add(
        Field.of(0, field, FieldType.parse(type))
            .withDefault(Literal.ofLong(byDefault))
            .withBounds(Literal.ofLong(min), Literal.ofLong(max)));
    return this;
  }

  public TableBuilder ref(String field, String target, boolean nullable, OnDelete onDelete) {
    Field ref = Field.of(0, field, FieldType.ref(target)).withOnDelete(onDelete);
    fields.add(nullable ? ref.asNullable() : ref);
    return this;
  }

  public TableBuilder unique(String index, String... names) {
    indexes.add(new IndexDefinition(index, List.of(names), IndexKind.HASH, true));
    return this;
  }

  public TableBuilder hash(String index, String... names) {
    indexes.add(new IndexDefinition(index, List.of(names), IndexKind.HASH, false));
    return this;
  }

  public TableBuilder ordered(String index, String... names) {
    indexes.add(new IndexDefinition(index, List.of(names), IndexKind.ORDERED, false));
    return this;
  }

  public TableBuilder grid(String index, double cell, String... names) {
    indexes.add(IndexDefinition.grid(index, List.of(names), cell));
    return this;
  }

  public TableDefinition key(String... names) {
    key = List.of(names);
    return new TableDefinition(0, name, fields, key, indexes);
  }
}
