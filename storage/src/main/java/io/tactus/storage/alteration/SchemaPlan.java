package io.tactus.storage.alteration;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import io.tactus.storage.json.JsonNodeText;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.schema.Schema;
import java.util.List;

/**
 * What a schema change will do.
 *
 * @param steps what is done, in an order for people to read; empty if all is so already
 * @param result the schema afterwards; new tables have the id 0 until they are created
 * @param allowsLoss whether conversions may round and cut
 */
public record SchemaPlan(List<SchemaStep> steps, Schema result, boolean allowsLoss) {

  /** Copies the list. */
  public SchemaPlan {
    steps = List.copyOf(steps);
  }

  /** Tells whether there is nothing to do. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Tells whether a step may lose data. */
  public boolean losesData() {
    return steps.stream().anyMatch(SchemaStep::losesData);
  }

  /**
   * Returns the plan as JSON: {@code {"losesData":…,"steps":[{"action","table","name","text",
   * "losesData","work"},…]}}; {@code table} and {@code name} are left out where they are empty.
   */
  public byte[] json() {
    JsonWriter writer = JsonWriters.create();
    writer.writeAscii("{\"losesData\":" + losesData() + ",\"steps\":[");
    for (int i = 0; i < steps.size(); i++) {
      SchemaStep step = steps.get(i);
      writer.writeAscii((i > 0 ? "," : "") + "{\"action\":\"" + step.action().word() + '"');
      member(writer, "table", step.table());
      member(writer, "name", step.name());
      member(writer, "text", step.text());
      writer.writeAscii(",\"losesData\":" + step.losesData());
      writer.writeAscii(",\"work\":\"" + step.work().word() + "\"}");
    }
    writer.writeAscii("]}");
    return writer.toByteArray();
  }

  private static void member(JsonWriter writer, String name, String value) {
    if (!value.isEmpty()) {
      writer.writeAscii(",\"" + name + "\":");
      JsonNodeText.write(writer, new JsonNode(Kind.STRING, value, List.of(), List.of()));
    }
  }

  /** Returns the plan in words, a line for each step; those that lose data are marked. */
  public String text() {
    StringBuilder lines = new StringBuilder();
    for (SchemaStep step : steps) {
      lines.append(step.losesData() ? "! " : "  ").append(step.text()).append('\n');
    }
    return lines.isEmpty() ? "  nothing to do\n" : lines.toString();
  }
}
