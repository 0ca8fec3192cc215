package io.tactus.storage.alteration;

import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges the members of one object into another: null removes a member, anything else replaces it
 * (RFC 7396, one level deep, which is all that a field's document has). Threading: stateless.
 */
final class MergePatch {

  private MergePatch() {}

  static JsonNode apply(JsonNode object, JsonNode patch) {
    List<String> names = new ArrayList<>(object.names());
    List<JsonNode> values = new ArrayList<>(object.values());
    for (int i = 0; i < patch.names().size(); i++) {
      String name = patch.names().get(i);
      JsonNode value = patch.values().get(i);
      int at = names.indexOf(name);
      if (value.kind() == Kind.NULL) {
        if (at >= 0) {
          names.remove(at);
          values.remove(at);
        }
      } else if (at >= 0) {
        values.set(at, value);
      } else {
        names.add(name);
        values.add(value);
      }
    }
    return new JsonNode(Kind.OBJECT, "", List.copyOf(names), List.copyOf(values));
  }
}
