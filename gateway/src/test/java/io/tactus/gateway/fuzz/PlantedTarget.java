package io.tactus.gateway.fuzz;

import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.StrictJson;

/**
 * A defect that only coverage leads to: {@link FuzzIT} must find it, or it would find nothing
 * elsewhere either.
 */
public final class PlantedTarget {

  static final String[] SEEDS = {"[1]", "{}"};

  private static final StrictJson JSON = new StrictJson(1);

  private PlantedTarget() {}

  /** Fails for an object within an array. */
  public static void fuzzerTestOneInput(byte[] document) {
    if (JSON.isValid(document, 0, document.length)) {
      JsonNode node = JsonNode.parse(document, 0, document.length);
      if (node.kind() == JsonNode.Kind.ARRAY
          && !node.values().isEmpty()
          && node.values().getFirst().kind() == JsonNode.Kind.OBJECT) {
        throw new IllegalStateException("planted");
      }
    }
  }
}
