package io.tactus.storage.row;

import io.tactus.storage.schema.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A {@link Shape} made ready for reading and writing JSON: names as bytes, leaf counts at hand. The
 * elements of an array share one tree, so leaves are counted from the start of the part.
 *
 * <p>Threading: immutable.
 */
final class PartShape {

  /** How a value looks in JSON. */
  enum Form {
    /** A single value, or a reference to a table with a single key. */
    LEAF,
    /** An object of all members. */
    OBJECT,
    /** An array of elements of one shape. */
    ARRAY,
    /** An array of leaves: a reference to a table with a composite key. */
    TUPLE
  }

  private final Form form;
  private final int leafCount;
  private final PartShape[] children;
  private final byte[][] names;
  private final byte[][] prefixes;

  private PartShape(Form form, int leafCount, List<PartShape> children, List<String> names) {
    this.form = form;
    this.leafCount = leafCount;
    this.children = children.toArray(new PartShape[0]);
    this.names = new byte[names.size()][];
    this.prefixes = new byte[names.size()][];
    for (int i = 0; i < names.size(); i++) {
      this.names[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
      String prefix = (i == 0 ? "{\"" : ",\"") + names.get(i) + "\":";
      this.prefixes[i] = prefix.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Returns the tree of a shape; what was made before is taken from {@code known}. */
  static PartShape of(Shape shape, Map<Shape, PartShape> known) {
    PartShape tree = known.get(shape);
    if (tree == null) {
      tree = make(shape, known);
      known.put(shape, tree);
    }
    return tree;
  }

  private static PartShape make(Shape shape, Map<Shape, PartShape> known) {
    int leaves = shape.leafCount();
    return switch (shape) {
      case Shape.Leaf leaf -> new PartShape(Form.LEAF, leaves, List.of(), List.of());
      case Shape.Composite composite ->
          new PartShape(
              Form.OBJECT,
              leaves,
              composite.parts().stream().map(part -> of(part.shape(), known)).toList(),
              composite.parts().stream().map(Shape.Part::name).toList());
      case Shape.Array array ->
          new PartShape(Form.ARRAY, leaves, List.of(of(array.element(), known)), List.of());
      case Shape.Reference reference ->
          new PartShape(leaves == 1 ? Form.LEAF : Form.TUPLE, leaves, List.of(), List.of());
    };
  }

  Form form() {
    return form;
  }

  boolean isLeaf() {
    return form == Form.LEAF;
  }

  int leafCount() {
    return leafCount;
  }

  /** Returns the number of members, elements or leaves below. */
  int size() {
    return switch (form) {
      case LEAF -> 0;
      case OBJECT -> children.length;
      case ARRAY -> leafCount / children[0].leafCount;
      case TUPLE -> leafCount;
    };
  }

  /** Returns a member of an object, or the element of an array. */
  PartShape child(int position) {
    return form == Form.OBJECT ? children[position] : children[0];
  }

  /** Returns what is written before a member: brace or comma, quoted name, colon. */
  byte[] prefix(int position) {
    return prefixes[position];
  }

  /** Returns a member's name. */
  byte[] name(int position) {
    return names[position];
  }

  /** Returns the position of a member by the bytes of its name, or -1. */
  int find(byte[] name, int from, int to) {
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], 0, names[i].length, name, from, to)) {
        return i;
      }
    }
    return -1;
  }
}
