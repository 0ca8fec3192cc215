package io.tactus.storage.schema;

import java.util.function.BiConsumer;

/**
 * Walks shapes: paths such as {@code path.3.y}, whose steps are member names and array positions.
 */
public final class ShapePaths {

  private ShapePaths() {}

  /** Returns what lies at a path below a shape, or null; the empty path is the shape itself. */
  public static Shape find(Shape shape, String path) {
    return switch (shape) {
      case Shape.Leaf leaf -> null;
      case Shape.Composite composite -> {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        for (Shape.Part part : composite.parts()) {
          if (part.name().equals(name)) {
            yield dot < 0 ? part.shape() : find(part.shape(), path.substring(dot + 1));
          }
        }
        yield null;
      }
      case Shape.Array array -> {
        int dot = path.indexOf('.');
        if (position(dot < 0 ? path : path.substring(0, dot), array.length()) < 0) {
          yield null;
        }
        yield dot < 0 ? array.element() : find(array.element(), path.substring(dot + 1));
      }
      case Shape.Reference reference -> {
        for (Shape.Part part : reference.key()) {
          if (!part.name().isEmpty() && part.name().equals(path)) {
            yield part.shape();
          }
        }
        yield null;
      }
    };
  }

  /** Returns an array position in its one form, digits without leading zeros, or -1. */
  static int position(String text, int length) {
    boolean plain = !text.isEmpty() && text.length() <= 4;
    for (int i = 0; plain && i < text.length(); i++) {
      plain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    plain = plain && (text.length() == 1 || text.charAt(0) != '0');
    int position = plain ? Integer.parseInt(text) : -1;
    return position < length ? position : -1;
  }

  /** Shows every leaf with its path, in order; {@code path} is that of the shape itself. */
  public static void forEachLeaf(String path, Shape shape, BiConsumer<String, Shape.Leaf> visitor) {
    switch (shape) {
      case Shape.Leaf leaf -> visitor.accept(path, leaf);
      case Shape.Composite composite -> {
        for (Shape.Part part : composite.parts()) {
          forEachLeaf(path + "." + part.name(), part.shape(), visitor);
        }
      }
      case Shape.Array array -> {
        for (int i = 0; i < array.length(); i++) {
          forEachLeaf(path + "." + i, array.element(), visitor);
        }
      }
      case Shape.Reference reference -> {
        for (Shape.Part part : reference.key()) {
          String name = part.name().isEmpty() ? path : path + "." + part.name();
          forEachLeaf(name, part.shape(), visitor);
        }
      }
    }
  }

  /** Returns how many composites lie within each other at most. */
  static int depth(Shape shape) {
    return switch (shape) {
      case Shape.Leaf leaf -> 0;
      case Shape.Reference reference -> 0;
      case Shape.Array array -> depth(array.element());
      case Shape.Composite composite -> {
        int deepest = 0;
        for (Shape.Part part : composite.parts()) {
          deepest = Math.max(deepest, depth(part.shape()));
        }
        yield 1 + deepest;
      }
    };
  }
}
