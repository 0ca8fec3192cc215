package io.tactus.gateway.csv;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.json.JsonMembers;
import io.tactus.gateway.json.JsonOffsets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Turns rows that have been rendered as JSON into lines. Lines end in a line feed, the last one in
 * nothing, as PostgREST has it. Threading: stateless; allocates.
 */
public final class CsvWriter {

  private static final String NEEDS_QUOTES = ",\"\n\r";

  private CsvWriter() {}

  /**
   * Replaces the content of a writer, one object or an array of such with the same members, by the
   * same as lines. They take at most twice the bytes of the JSON, and a header line.
   *
   * @param columns the names of the members, in their order
   */
  public static void replace(List<String> columns, JsonWriter rows) {
    byte[] json = Arrays.copyOf(rows.getByteBuffer(), rows.size());
    rows.reset();
    for (int i = 0; i < columns.size(); i++) {
      rows.writeAscii(cell(columns.get(i), i > 0));
    }
    if (json[0] == '{') {
      rows.writeByte((byte) '\n');
      line(json, 0, rows);
      return;
    }
    JsonElements elements = new JsonElements().wrap(json, 0);
    while (elements.next()) {
      rows.writeByte((byte) '\n');
      line(json, elements.valueOffset(), rows);
    }
  }

  private static void line(byte[] json, int offset, JsonWriter out) {
    JsonMembers members = new JsonMembers().wrap(json, offset);
    boolean further = false;
    while (members.next()) {
      int value = members.valueOffset();
      String text;
      if (json[value] == 'n') {
        text = null;
      } else if (json[value] == '"') {
        text = JsonOffsets.string(json, value);
      } else {
        text = new String(json, value, members.end() - value, StandardCharsets.UTF_8);
      }
      out.writeAscii(cell(text, further));
      further = true;
    }
  }

  private static byte[] cell(String text, boolean further) {
    String comma = further ? "," : "";
    if (text == null) {
      return comma.getBytes(StandardCharsets.UTF_8);
    }
    boolean quoted = text.isEmpty() || text.equals(CsvReader.NULL);
    for (int i = 0; i < text.length() && !quoted; i++) {
      quoted = NEEDS_QUOTES.indexOf(text.charAt(i)) >= 0;
    }
    String cell = quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    return (comma + cell).getBytes(StandardCharsets.UTF_8);
  }
}
