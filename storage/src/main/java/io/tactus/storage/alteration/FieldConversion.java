package io.tactus.storage.alteration;

import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.List;

/** How the types of two fields compare, each within its schema. Threading: stateless; cold. */
final class FieldConversion {

  private FieldConversion() {}

  /** Tells whether two types are the same, whatever the tables they name are called now. */
  static boolean same(Schema before, FieldType from, Schema after, FieldType to) {
    if (from.kind() != TypeKind.REF || to.kind() != TypeKind.REF) {
      return from.equals(to);
    }
    TableDefinition target = before.table(from.name());
    TableDefinition newTarget = after.table(to.name());
    return from.length() == to.length()
        && target != null
        && newTarget != null
        && target.id() == newTarget.id();
  }

  /** Returns what becomes of the values. */
  static Conversion of(Schema before, FieldType from, Schema after, FieldType to) {
    return of(before.resolver().shape(from), after.resolver().shape(to));
  }

  private static Conversion of(Shape from, Shape to) {
    if (from.leafCount() != to.leafCount()) {
      return Conversion.NONE;
    }
    List<Shape> sources = parts(from);
    List<Shape> targets = parts(to);
    boolean alike =
        (from instanceof Shape.Composite source && to instanceof Shape.Composite target)
            ? names(source).equals(names(target))
            : (from.getClass() == to.getClass() || from.leafCount() == 1);
    if (!alike || sources.size() != targets.size()) {
      return Conversion.NONE;
    }
    Conversion worst = Conversion.KEEPS;
    for (int i = 0; i < sources.size(); i++) {
      Conversion part =
          (sources.get(i) instanceof Shape.Leaf source
                  && targets.get(i) instanceof Shape.Leaf target)
              ? ofLeaves(source, target)
              : of(sources.get(i), targets.get(i));
      worst = part.compareTo(worst) > 0 ? part : worst;
    }
    return worst;
  }

  private static Conversion ofLeaves(Shape.Leaf from, Shape.Leaf to) {
    EnumType old = from.enumType();
    EnumType wanted = to.enumType();
    if (old == null || wanted == null) {
      return Conversion.of(from.type(), to.type());
    }
    return wanted.values().containsAll(old.values()) ? Conversion.KEEPS : Conversion.CHECKED;
  }

  private static List<Shape> parts(Shape shape) {
    return switch (shape) {
      case Shape.Leaf leaf -> List.of(leaf);
      case Shape.Array array -> List.of(array.element());
      case Shape.Composite composite -> composite.parts().stream().map(Shape.Part::shape).toList();
      case Shape.Reference reference -> reference.key().stream().map(Shape.Part::shape).toList();
    };
  }

  private static List<String> names(Shape.Composite composite) {
    return composite.parts().stream().map(Shape.Part::name).toList();
  }
}
