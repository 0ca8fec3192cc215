package io.tactus.storage.schema;

import io.tactus.storage.Rejection;
import io.tactus.storage.schema.Shape.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resolves types: knows the declared types and the tables that references may point to, and says
 * what a field of some type is made of.
 *
 * <p>Everything it refuses is SCHEMA_INVALID with the reason alone: whoever asks knows the place.
 * Threading: immutable; cold.
 */
public final class Types {

  /** Knows no declared types and no tables. */
  public static final Types NONE = new Types(new TreeMap<>(), new TreeMap<>());

  private final Map<String, TypeDefinition> types;
  private final Map<String, TableDefinition> tables;

  private Types(Map<String, TypeDefinition> types, Map<String, TableDefinition> tables) {
    this.types = types;
    this.tables = tables;
  }

  /** Returns the resolver of these types and tables, whose names are unique. */
  public static Types of(
      Collection<? extends TypeDefinition> types, Collection<TableDefinition> tables) {
    Map<String, TypeDefinition> byName = new TreeMap<>();
    types.forEach(type -> byName.put(type.name(), type));
    Map<String, TableDefinition> targets = new TreeMap<>();
    tables.forEach(table -> targets.put(table.name(), table));
    return new Types(byName, targets);
  }

  /** Returns a resolver that knows this table, too, in place of one of the same name. */
  public Types with(TableDefinition table) {
    Map<String, TableDefinition> targets = new TreeMap<>(tables);
    targets.put(table.name(), table);
    return new Types(types, targets);
  }

  /** Returns a resolver that knows this type, too, in place of one of the same name. */
  public Types with(TypeDefinition type) {
    Map<String, TypeDefinition> more = new TreeMap<>(types);
    more.put(type.name(), type);
    return new Types(more, tables);
  }

  /** Returns the declared type of this name, or null. */
  public TypeDefinition type(String name) {
    return types.get(name);
  }

  /** Returns the table of this name, or null. */
  public TableDefinition table(String name) {
    return tables.get(name);
  }

  /**
   * Resolves the type of a field; its bounds become those of the leaf, or of every element.
   *
   * @throws Rejection SCHEMA_INVALID: unknown type or table, a cycle (with its path), too deep, too
   *     many leaves
   */
  public Shape shape(Field field) {
    return new Resolution().shape(field.type(), field.min(), field.max());
  }

  /**
   * Resolves a type without bounds.
   *
   * @throws Rejection as {@link #shape(Field)}
   */
  public Shape shape(FieldType type) {
    return new Resolution().shape(type, null, null);
  }

  /**
   * Resolves the element a path names, as in {@code position.x}, of a table's fields.
   *
   * @return its shape, or null if there is no such field or element
   * @throws Rejection as {@link #shape(Field)}
   */
  public Shape shape(TableDefinition table, String path) {
    return new Resolution().shape(table, path);
  }

  /**
   * Checks a declared type, which need not be among those known: its own rules, and everything its
   * members are made of.
   *
   * @param place where it stands in its document, empty or ending in a dot
   * @throws Rejection SCHEMA_INVALID
   */
  void check(TypeDefinition type, String place) {
    TypeRules.check(type, place);
    Types known = with(type);
    if (type instanceof CompositeType composite) {
      for (int i = 0; i < composite.members().size(); i++) {
        try {
          known.shape(composite.members().get(i).type());
        } catch (Rejection refused) {
          throw SchemaErrors.at(place + "fields[" + i + "].type", refused);
        }
      }
    }
    try {
      known.shape(FieldType.declared(type.name()));
    } catch (Rejection refused) {
      throw SchemaErrors.at(place.isEmpty() ? "" : place.substring(0, place.length() - 1), refused);
    }
  }

  /**
   * Checks a declared type against the types known here.
   *
   * @throws Rejection SCHEMA_INVALID that names the place
   */
  public void check(TypeDefinition type) {
    check(type, "");
  }

  /** One resolution: the names being resolved, so that a cycle is seen and can be told. */
  private final class Resolution {
    private final LinkedHashSet<String> open = new LinkedHashSet<>();
    private final Map<String, Shape> done = new TreeMap<>();

    Shape shape(FieldType type, Literal min, Literal max) {
      Shape element =
          switch (type.kind()) {
            case DECLARED -> declared(type.name());
            case REF -> reference(type.name());
            default -> new Shape.Leaf(type.element(), null, min, max);
          };
      return type.isArray() ? array(element, type) : element;
    }

    private Shape array(Shape element, FieldType type) {
      long leaves = (long) type.length() * element.leafCount();
      if (leaves > SchemaLimits.MAX_LEAVES) {
        throw tooManyLeaves("'" + type + "'", leaves);
      }
      return new Shape.Array(element, type.length());
    }

    private Shape declared(String name) {
      Shape known = done.get(name);
      if (known != null) {
        return known;
      }
      Shape shape =
          switch (types.get(name)) {
            case null ->
                throw SchemaErrors.invalid("", "there is no type '" + name + "'")
                    .withHint("declare it first: POST /schema/v1/types");
            case EnumType type -> new Shape.Leaf(FieldType.ofEnum(type), type, null, null);
            case CompositeType type -> composite(type);
          };
      done.put(name, shape);
      return shape;
    }

    private Shape composite(CompositeType type) {
      enter(type.name(), "composite types contain each other: ");
      List<Part> parts = new ArrayList<>();
      long leaves = 0;
      for (CompositeType.Member member : type.members()) {
        Shape shape = shape(member.type(), member.min(), member.max());
        leaves += shape.leafCount();
        if (leaves > SchemaLimits.MAX_LEAVES) {
          throw tooManyLeaves("type '" + type.name() + "'", leaves);
        }
        parts.add(new Part(member.name(), shape));
      }
      open.remove(type.name());
      Shape composite = new Shape.Composite(type, parts);
      if (ShapePaths.depth(composite) > SchemaLimits.MAX_TYPE_DEPTH) {
        throw SchemaErrors.invalid(
            "",
            "type '"
                + type.name()
                + "' nests composite types more than "
                + SchemaLimits.MAX_TYPE_DEPTH
                + " deep");
      }
      return composite;
    }

    private Shape reference(String target) {
      String name = "ref(" + target + ")";
      Shape known = done.get(name);
      if (known != null) {
        return known;
      }
      TableDefinition table = tables.get(target);
      if (table == null) {
        throw SchemaErrors.invalid("", "there is no table '" + target + "' to refer to")
            .withName("undefined_table", "42P01");
      }
      enter(name, "primary keys refer to each other: ");
      List<Part> key = new ArrayList<>();
      for (String field : table.primaryKey()) {
        Shape shape = shape(table, field);
        if (shape == null) {
          throw SchemaErrors.invalid("", "table '" + target + "' has no field '" + field + "'");
        }
        ShapePaths.forEachLeaf(field, shape, (path, leaf) -> key.add(new Part(path, bare(leaf))));
      }
      if (key.size() == 1) {
        key.set(0, new Part("", key.get(0).shape()));
      }
      open.remove(name);
      Shape shape = new Shape.Reference(target, key);
      done.put(name, shape);
      return shape;
    }

    /**
     * A reference's values are checked by looking them up: the target's bounds say nothing more.
     */
    private Shape bare(Shape.Leaf leaf) {
      return new Shape.Leaf(leaf.type(), leaf.enumType(), null, null);
    }

    private void enter(String name, String problem) {
      if (!open.add(name)) {
        List<String> path = new ArrayList<>(open);
        path = path.subList(path.indexOf(name), path.size());
        throw SchemaErrors.invalid("", problem + String.join(" → ", path) + " → " + name)
            .withName("type_cycle", "42P17");
      }
    }

    Shape shape(TableDefinition table, String path) {
      int dot = path.indexOf('.');
      Field field = table.field(dot < 0 ? path : path.substring(0, dot));
      if (field == null) {
        return null;
      }
      Shape whole = shape(field.type(), field.min(), field.max());
      return dot < 0 ? whole : ShapePaths.find(whole, path.substring(dot + 1));
    }
  }

  private static Rejection tooManyLeaves(String what, long leaves) {
    return SchemaErrors.invalid(
        "",
        what + " has " + leaves + " values, at most " + SchemaLimits.MAX_LEAVES + " are allowed");
  }
}
