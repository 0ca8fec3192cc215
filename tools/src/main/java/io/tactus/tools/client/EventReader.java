package io.tactus.tools.client;

import java.util.Iterator;

/**
 * Reads server-sent events from the lines of a stream, as the HTML standard says. Threading: one
 * thread.
 */
public final class EventReader {

  /** One event: its type, the id it ends at, and its data. */
  public record Event(String type, String id, String data) {}

  private final Iterator<String> lines;
  private String id;

  /**
   * Reads from lines.
   *
   * @param lastId the id the stream goes on after, or an empty string
   */
  public EventReader(Iterator<String> lines, String lastId) {
    this.lines = lines;
    this.id = lastId;
  }

  /** Returns the next event, or null at the end of the stream. */
  public Event next() {
    StringBuilder data = new StringBuilder();
    String type = "message";
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          return new Event(type, id, data.substring(0, data.length() - 1));
        }
        type = "message";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "event" -> type = value;
        case "data" -> data.append(value).append('\n');
        case "id" -> id = value;
        default -> {} // a comment, or a field the standard does not know
      }
    }
    return null;
  }

  /** Returns the id a client would go on after. */
  public String lastId() {
    return id;
  }
}
