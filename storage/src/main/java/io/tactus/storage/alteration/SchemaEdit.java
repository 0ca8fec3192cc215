package io.tactus.storage.alteration;

import io.tactus.storage.Rejection;
import io.tactus.storage.alteration.SchemaChange.AddField;
import io.tactus.storage.alteration.SchemaChange.AddIndex;
import io.tactus.storage.alteration.SchemaChange.AlterField;
import io.tactus.storage.alteration.SchemaChange.CreateTable;
import io.tactus.storage.alteration.SchemaChange.CreateType;
import io.tactus.storage.alteration.SchemaChange.DeclareSchema;
import io.tactus.storage.alteration.SchemaChange.DropField;
import io.tactus.storage.alteration.SchemaChange.DropIndex;
import io.tactus.storage.alteration.SchemaChange.DropTable;
import io.tactus.storage.alteration.SchemaChange.DropType;
import io.tactus.storage.alteration.SchemaChange.ExtendEnum;
import io.tactus.storage.alteration.SchemaChange.RenameTable;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.schema.TypeUses;
import java.util.ArrayList;
import java.util.List;

/**
 * What a schema is after a change: names resolved, documents read, ids of new fields assigned. New
 * tables have the id 0. Whether the change is possible for the rows is not asked here.
 *
 * <p>Threading: one use.
 */
final class SchemaEdit {
  private final Schema schema;

  SchemaEdit(Schema schema) {
    this.schema = schema;
  }

  /**
   * Returns the schema after the change.
   *
   * @throws Rejection naming the place
   */
  Schema apply(SchemaChange change) {
    return switch (change) {
      case CreateTable c -> createTable(c.table());
      case DropTable c -> dropTable(c.table());
      case RenameTable c -> renameTable(c.table(), c.name());
      case AddField c -> addField(c.table(), c.field());
      case DropField c -> dropField(c.table(), c.field());
      case AlterField c -> alterField(c.table(), c.field(), c.changes());
      case AddIndex c -> addIndex(c.table(), c.index());
      case DropIndex c -> dropIndex(c.table(), c.index());
      case CreateType c -> createType(c.type());
      case DropType c -> dropType(c.type());
      case ExtendEnum c -> extendEnum(c.type(), c.values());
      case DeclareSchema c -> DeclaredSchema.resolve(schema, c.schema());
    };
  }

  private Schema createType(JsonNode document) {
    TypeDefinition type = SchemaJson.readType(document, "");
    if (schema.type(type.name()) != null) {
      throw AlterationErrors.typeExists(type.name());
    }
    if (schema.types().size() >= SchemaLimits.MAX_TYPES) {
      throw AlterationErrors.invalid("", "more than " + SchemaLimits.MAX_TYPES + " types");
    }
    schema.resolver().check(type);
    return replaceType(null, type);
  }

  private Schema dropType(String name) {
    TypeDefinition type = type(name);
    List<String> uses = TypeUses.ofType(schema, name);
    if (!uses.isEmpty()) {
      throw AlterationErrors.inUse("type " + name, String.join(", ", uses));
    }
    return replaceType(type, null);
  }

  private Schema extendEnum(String name, List<String> values) {
    if (!(type(name) instanceof EnumType type)) {
      throw AlterationErrors.invalid("type", name + " is no enum");
    }
    List<String> all = new ArrayList<>(type.values());
    all.addAll(values);
    EnumType extended = new EnumType(name, all);
    schema.resolver().check(extended);
    Schema after = replaceType(type, extended);
    after.tables().forEach(table -> table.validate(after.resolver()));
    return after;
  }

  private TypeDefinition type(String name) {
    TypeDefinition type = schema.type(name);
    if (type == null) {
      throw AlterationErrors.noType(name);
    }
    return type;
  }

  private Schema replaceType(TypeDefinition old, TypeDefinition type) {
    List<TypeDefinition> types = new ArrayList<>(schema.types());
    if (old != null) {
      types.remove(old);
    }
    if (type != null) {
      types.add(type);
    }
    return schema.withTypes(types);
  }

  private Schema createTable(JsonNode document) {
    TableDefinition table = SchemaJson.readTable(document, "");
    if (schema.table(table.name()) != null) {
      throw AlterationErrors.tableExists(table.name());
    }
    if (schema.tables().size() >= SchemaLimits.MAX_TABLES) {
      throw AlterationErrors.invalid("", "more than " + SchemaLimits.MAX_TABLES + " tables");
    }
    return replace(null, checked(table));
  }

  private Schema dropTable(String name) {
    TableDefinition table = table(name);
    List<String> uses = TypeUses.ofTable(schema, name);
    if (!uses.isEmpty()) {
      throw AlterationErrors.inUse("table " + name, String.join(", ", uses)).at(name, "");
    }
    return replace(table, null);
  }

  private Schema renameTable(String name, String newName) {
    TableDefinition table = table(name);
    if (!newName.equals(name) && schema.table(newName) != null) {
      throw AlterationErrors.tableExists(newName);
    }
    Schema renamed = replace(table, table.withName(newName));
    List<TableDefinition> tables = new ArrayList<>();
    for (TableDefinition other : renamed.tables()) {
      tables.add(
          other.withContents(
              refer(other.fields(), name, newName), other.primaryKey(), other.indexes()));
    }
    Schema result = renamed.withTables(tables);
    result.table(newName).validate(result.resolver());
    return result;
  }

  /** Returns the fields with references to a table under its new name. */
  private static List<Field> refer(List<Field> fields, String name, String newName) {
    return fields.stream()
        .map(
            field ->
                field.type().kind() == TypeKind.REF && field.type().name().equals(name)
                    ? field.withType(FieldType.ref(newName).array(field.type().length()))
                    : field)
        .toList();
  }

  private Schema addField(String name, JsonNode document) {
    TableDefinition table = table(name);
    Field field = SchemaJson.readField(document, "");
    if (table.field(field.name()) != null) {
      throw AlterationErrors.fieldExists(name, field.name());
    }
    List<Field> fields = new ArrayList<>(table.fields());
    fields.add(field);
    return replace(
        table,
        checked(
            table.withContents(fields, table.primaryKey(), table.indexes()).withIds(table.id())));
  }

  private Schema dropField(String name, String fieldName) {
    TableDefinition table = table(name);
    Field field = field(table, fieldName);
    if (FieldPaths.use(table.primaryKey(), fieldName)) {
      throw AlterationErrors.inUse("field " + fieldName, "the primary key").at(name, fieldName);
    }
    for (IndexDefinition index : table.indexes()) {
      if (FieldPaths.use(index.fields(), fieldName)) {
        throw AlterationErrors.inUse("field " + fieldName, "index " + index.name())
            .withHint("drop the index first, or declare the whole schema")
            .at(name, fieldName);
      }
    }
    List<Field> fields = new ArrayList<>(table.fields());
    fields.remove(field);
    return replace(table, checked(table.withContents(fields, table.primaryKey(), table.indexes())));
  }

  private Schema alterField(String name, String fieldName, JsonNode changes) {
    TableDefinition table = table(name);
    Field field = field(table, fieldName);
    if (changes.kind() != Kind.OBJECT) {
      throw AlterationErrors.invalid("", "expected an object, not " + changes.kind().words());
    }
    byte[] json = SchemaJson.printField(field);
    JsonNode merged = MergePatch.apply(JsonNode.parse(json, 0, json.length), changes);
    Field altered = read(merged, name, fieldName).withId(field.id());
    String newName = altered.name();
    if (!newName.equals(fieldName) && table.field(newName) != null) {
      throw AlterationErrors.fieldExists(name, newName);
    }
    List<Field> fields = new ArrayList<>(table.fields());
    fields.set(fields.indexOf(field), altered);
    List<IndexDefinition> indexes = new ArrayList<>();
    for (IndexDefinition index : table.indexes()) {
      indexes.add(index.withFields(FieldPaths.rename(index.fields(), fieldName, newName)));
    }
    List<String> key = FieldPaths.rename(table.primaryKey(), fieldName, newName);
    TableDefinition changed = table.withContents(fields, key, indexes);
    if (newName.equals(fieldName)) {
      return replace(table, checked(changed));
    }
    return renamePathsThroughReferences(replace(table, changed), name, fieldName, newName);
  }

  /** Reads a document of a field; a refusal names which one it is of. */
  private static Field read(JsonNode document, String table, String field) {
    try {
      return SchemaJson.readField(document, "");
    } catch (Rejection refused) {
      throw refused.at(table, field);
    }
  }

  /** Lets keys and indexes follow that go through a reference to a field with another name now. */
  private Schema renamePathsThroughReferences(
      Schema renamed, String name, String fieldName, String newName) {
    ReferencePaths paths = new ReferencePaths(renamed, name, fieldName, newName);
    Schema result = renamed.withTables(renamed.tables().stream().map(paths::rename).toList());
    result.tables().forEach(table -> table.validate(result.resolver()));
    return result;
  }

  private Schema addIndex(String name, JsonNode document) {
    TableDefinition table = table(name);
    IndexDefinition index = SchemaJson.readIndex(document, "");
    for (IndexDefinition present : table.indexes()) {
      if (present.name().equals(index.name())) {
        throw AlterationErrors.indexExists(name, index.name());
      }
    }
    List<IndexDefinition> indexes = new ArrayList<>(table.indexes());
    indexes.add(index);
    return replace(table, checked(table.withContents(table.fields(), table.primaryKey(), indexes)));
  }

  private Schema dropIndex(String name, String indexName) {
    TableDefinition table = table(name);
    List<IndexDefinition> indexes = new ArrayList<>(table.indexes());
    if (!indexes.removeIf(index -> index.name().equals(indexName))) {
      throw AlterationErrors.noIndex(name, indexName);
    }
    return replace(table, table.withContents(table.fields(), table.primaryKey(), indexes));
  }

  private TableDefinition table(String name) {
    TableDefinition table = schema.table(name);
    if (table == null) {
      throw AlterationErrors.noTable(name);
    }
    return table;
  }

  private static Field field(TableDefinition table, String name) {
    Field field = table.field(name);
    if (field == null) {
      throw AlterationErrors.noField(table.name(), name);
    }
    return field;
  }

  private TableDefinition checked(TableDefinition table) {
    table.validate(schema.resolver());
    return table;
  }

  /** Returns the schema with one table in place of another; either may be null. */
  private Schema replace(TableDefinition old, TableDefinition table) {
    List<TableDefinition> tables = new ArrayList<>(schema.tables());
    if (old != null) {
      tables.remove(old);
    }
    if (table != null) {
      tables.add(table);
    }
    return schema.withTables(tables);
  }
}
