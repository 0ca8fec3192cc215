package io.tactus.gateway.accesslog;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.json.JsonWriters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a line looks. Threading: stateless. */
public enum AccessFormat {
  /** A JSON object a line. */
  JSON {
    @Override
    void write(AccessEntry entry, JsonWriter out) {
      out.writeAscii("{\"time\":\"");
      out.writeAscii(Instant.ofEpochMilli(entry.atMillis()).toString());
      out.writeAscii("\",\"status\":");
      out.writeAscii(Integer.toString(entry.status()));
      out.writeAscii(",\"millis\":");
      out.writeAscii(millis(entry));
      out.writeAscii(",\"bytes\":");
      out.writeAscii(Long.toString(entry.bytes()));
      text(out, "method", entry.method());
      text(out, "path", entry.path());
      text(out, "route", entry.route());
      text(out, "caller", entry.caller());
      text(out, "remote", entry.remote());
      text(out, "requestId", entry.requestId());
      text(out, "traceId", entry.traceId());
      text(out, "userAgent", entry.userAgent());
      out.writeAscii("}\n");
    }

    private static void text(JsonWriter out, String name, String value) {
      if (!value.isEmpty()) {
        out.writeAscii(",\"" + name + "\":");
        out.writeString(bounded(value));
      }
    }
  },

  /** Apache's combined format, then the milliseconds and the request id. */
  COMBINED {
    @Override
    void write(AccessEntry entry, JsonWriter out) {
      String line =
          or(entry.remote())
              + " - "
              + or(entry.caller())
              + " ["
              + TIME.format(Instant.ofEpochMilli(entry.atMillis()))
              + "] \""
              + escaped(entry.method())
              + " "
              + escaped(entry.path())
              + " "
              + entry.protocol()
              + "\" "
              + entry.status()
              + " "
              + entry.bytes()
              + " \"-\" \""
              + or(entry.userAgent())
              + "\" "
              + millis(entry)
              + " "
              + or(entry.requestId())
              + "\n";
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      out.writeRaw(bytes, 0, bytes.length);
    }

    private static String or(String text) {
      return text.isEmpty() ? "-" : escaped(text);
    }
  };

  private static final int MAX_TEXT = 512;
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  abstract void write(AccessEntry entry, JsonWriter out);

  /** Returns a writer of lines. */
  static JsonWriter writer() {
    return JsonWriters.create();
  }

  private static String millis(AccessEntry entry) {
    return String.format(Locale.ROOT, "%.3f", entry.elapsedNs() / 1e6);
  }

  private static String bounded(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  /** Nothing a caller sends can end a line or a quotation. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : bounded(text).toCharArray()) {
      if (c < FIRST_PRINTABLE || c == DELETE || c == '"' || c == '\\') {
        out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
