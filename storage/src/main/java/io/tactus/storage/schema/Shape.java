package io.tactus.storage.schema;

import java.util.List;

/**
 * What a value of a field is made of, once all names are resolved: a tree whose leaves are scalars.
 *
 * <pre>
 *  position : Vec3        Composite x, y, z of Leaf f32          leaves position.x position.y position.z
 *  stats    : i32[2]      Array of 2 of Leaf i32                 leaves stats.0 stats.1
 *  guild    : ref(guilds) Reference of the leaves of the key     leaf   guild, or guild.realm guild.id
 * </pre>
 *
 * <p>Leaves lie in the row in the order of the tree, packed. Threading: immutable.
 */
public sealed interface Shape {

  /** Returns the number of leaves, at least 1. */
  int leafCount();

  /** Returns the bytes of all leaves. */
  int sizeBytes();

  /**
   * A scalar.
   *
   * @param type the type; an enum's is of kind ENUM
   * @param enumType the enum, or null
   * @param min smallest allowed value, or null
   * @param max largest allowed value, or null
   */
  record Leaf(FieldType type, EnumType enumType, Literal min, Literal max) implements Shape {

    @Override
    public int leafCount() {
      return 1;
    }

    @Override
    public int sizeBytes() {
      return type.sizeBytes();
    }
  }

  /**
   * A named part of a composite or of a reference.
   *
   * @param name the member's name; within a reference the path of the target's key leaf, or empty
   *     if the key is a single leaf
   * @param shape what it is made of
   */
  record Part(String name, Shape shape) {}

  /**
   * A composite.
   *
   * @param type the declared type
   * @param parts its members, in order
   */
  record Composite(CompositeType type, List<Part> parts) implements Shape {

    /** Copies the list. */
    public Composite {
      parts = List.copyOf(parts);
    }

    @Override
    public int leafCount() {
      return parts.stream().mapToInt(part -> part.shape().leafCount()).sum();
    }

    @Override
    public int sizeBytes() {
      return parts.stream().mapToInt(part -> part.shape().sizeBytes()).sum();
    }
  }

  /**
   * An array.
   *
   * @param element what each element is made of
   * @param length the number of elements
   */
  record Array(Shape element, int length) implements Shape {

    @Override
    public int leafCount() {
      return length * element.leafCount();
    }

    @Override
    public int sizeBytes() {
      return length * element.sizeBytes();
    }
  }

  /**
   * A reference: the target's primary key.
   *
   * @param table the name of the target table
   * @param key the leaves of the target's primary key in key order, all of them {@link Leaf}s
   */
  record Reference(String table, List<Part> key) implements Shape {

    /** Copies the list. */
    public Reference {
      key = List.copyOf(key);
    }

    @Override
    public int leafCount() {
      return key.size();
    }

    @Override
    public int sizeBytes() {
      return key.stream().mapToInt(part -> part.shape().sizeBytes()).sum();
    }
  }
}
