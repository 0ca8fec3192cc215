package io.tactus.gateway.health;

import com.dslplatform.json.JsonWriter;

/**
 * Says that faults were ordered, wherever the server tells how it is: nobody is to take a drill for
 * the real thing, nor the other way round.
 *
 * @param ordered the faults, or an empty string
 */
public record DrillNotice(String ordered) {

  /** Writes the member {@code drill}, with a comma before it, if there is anything to say. */
  public void write(JsonWriter out) {
    if (!ordered.isEmpty()) {
      out.writeAscii(",\"drill\":");
      out.writeString(ordered);
    }
  }
}
