package io.tactus.storage.schema;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Resolves constants that are kept as JSON, because only the types say what they are. Cold. */
public final class ShapeLiterals {

  private ShapeLiterals() {}

  /**
   * Returns a field's default as one constant per leaf, in order; empty if it has none.
   *
   * @param shape what the field is made of
   * @throws Rejection SCHEMA_INVALID without a place: the default does not fit
   */
  public static List<Literal> defaults(Field field, Shape shape) {
    Literal given = field.defaultValue();
    if (given == null) {
      return List.of();
    }
    if (field.type().isScalar()) {
      return List.of(given);
    }
    byte[] json = given.text().getBytes(StandardCharsets.UTF_8);
    List<Literal> leaves = new ArrayList<>();
    read(shape, JsonNode.parse(json, 0, json.length), "", leaves);
    return leaves;
  }

  private static void read(Shape shape, JsonNode node, String place, List<Literal> leaves) {
    switch (shape) {
      case Shape.Leaf leaf -> leaves.add(leaf(leaf, node, place));
      case Shape.Composite composite -> {
        demand(node, Kind.OBJECT, place, "'" + composite.type().name() + "' is an object");
        for (Shape.Part part : composite.parts()) {
          JsonNode member = node.member(part.name());
          demand(member != null, place, "member '" + part.name() + "' is missing");
          read(part.shape(), member, place + "." + part.name(), leaves);
        }
        demand(
            node.names().size() == composite.parts().size(),
            place,
            "it has members that '" + composite.type().name() + "' has not");
      }
      case Shape.Array array -> {
        demand(node, Kind.ARRAY, place, "an array of " + array.length() + " values is wanted");
        int given = node.values().size();
        demand(given == array.length(), place, given + " values, not " + array.length());
        for (int i = 0; i < array.length(); i++) {
          read(array.element(), node.values().get(i), place + "." + i, leaves);
        }
      }
      case Shape.Reference reference -> {
        if (reference.leafCount() == 1) {
          read(reference.key().get(0).shape(), node, place, leaves);
        } else {
          demand(node, Kind.ARRAY, place, "an array of the key's values is wanted");
          demand(
              node.values().size() == reference.leafCount(),
              place,
              node.values().size() + " values, not " + reference.leafCount());
          for (int i = 0; i < reference.leafCount(); i++) {
            read(reference.key().get(i).shape(), node.values().get(i), place + "." + i, leaves);
          }
        }
      }
    }
  }

  private static Literal leaf(Shape.Leaf leaf, JsonNode node, String place) {
    Literal value;
    if (leaf.enumType() == null) {
      value = LiteralJson.read(leaf.type(), node, place);
    } else {
      int code = node.kind() == Kind.STRING ? leaf.enumType().code(node.text()) : -1;
      demand(code >= 0, place, "no value of '" + leaf.enumType().name() + "'");
      value = Literal.ofLong(code);
    }
    TableRules.checkValue(leaf, value, place);
    return value;
  }

  private static void demand(JsonNode node, Kind kind, String place, String problem) {
    demand(node.kind() == kind, place, problem + ", not " + node.kind().words());
  }

  private static void demand(boolean holds, String place, String problem) {
    if (!holds) {
      throw SchemaErrors.invalid(place.isEmpty() ? "" : place.substring(1), problem);
    }
  }
}
