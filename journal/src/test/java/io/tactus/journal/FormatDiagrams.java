package io.tactus.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The byte diagrams of docs/FORMAT.md: eight bytes a line, five columns a byte, and before each
 * line the offset of its first byte. Threading: immutable.
 */
final class FormatDiagrams {
  private static final Path PAGE = Path.of("..", "docs", "FORMAT.md");
  private static final Pattern RULER = Pattern.compile("( *(\\d+) )\\+[-+]*\\+( .*)?");
  private static final int COLUMNS_PER_BYTE = 5;
  private static final int COLUMNS = 8 * COLUMNS_PER_BYTE;

  private final List<String> lines;
  private final Map<String, List<Diagram>> diagrams = new HashMap<>();

  /**
   * What lies where.
   *
   * @param says what the page says it always is, or an empty string
   */
  record Field(String name, int offset, int bytes, String says) {}

  /** One structure; all that has a fixed place in it. */
  record Diagram(List<Field> fields, int sizeBytes) {

    Field field(String name) {
      return fields.stream()
          .filter(field -> field.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + fields));
    }

    /** The one field whose name begins so. */
    Field beginning(String start) {
      return field(
          fields.stream()
              .map(Field::name)
              .filter(name -> name.startsWith(start))
              .reduce(
                  (one, two) -> {
                    throw new IllegalArgumentException(one + " and " + two);
                  })
              .orElseThrow());
    }

    /** The value of a field of a structure that begins at a place. */
    long get(ByteBuffer bytes, int base, String name) {
      Field field = field(name);
      int at = base + field.offset();
      return switch (field.bytes()) {
        case 1 -> bytes.get(at);
        case 2 -> bytes.getShort(at);
        case 4 -> bytes.getInt(at);
        case 8 -> bytes.getLong(at);
        default -> throw new IllegalArgumentException(field.toString());
      };
    }

    /** The bytes of a field as text. */
    String text(ByteBuffer bytes, int base, String name) {
      byte[] found = new byte[field(name).bytes()];
      bytes.get(base + field(name).offset(), found);
      return new String(found, StandardCharsets.US_ASCII);
    }
  }

  private FormatDiagrams(List<String> lines) {
    this.lines = lines;
    String heading = "";
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("#")) {
        heading = line.replaceFirst("#+ ", "");
      }
      Matcher ruler = RULER.matcher(line);
      if (ruler.matches()) {
        int offset = Integer.parseInt(ruler.group(2));
        int left = ruler.group(1).length();
        String below = lines.get(i + 1);
        boolean whole = below.length() > left + COLUMNS && below.charAt(left + COLUMNS) == '|';
        if (whole) {
          cells(below.substring(left, left + COLUMNS + 1), offset, fields);
        } else {
          diagrams
              .computeIfAbsent(heading, h -> new ArrayList<>())
              .add(new Diagram(List.copyOf(fields), offset));
          fields.clear();
        }
      }
    }
  }

  private static void cells(String row, int offset, List<Field> fields) {
    int from = 0;
    for (int bar = row.indexOf('|', 1); bar > 0; bar = row.indexOf('|', bar + 1)) {
      String text = row.substring(from + 1, bar).strip();
      String name = text.replaceFirst("[:\"].*", "").strip();
      String says = text.substring(name.length()).replaceFirst("^[: ]+", "").replace("\"", "");
      fields.add(
          new Field(
              name,
              offset + from / COLUMNS_PER_BYTE,
              (bar - from) / COLUMNS_PER_BYTE,
              says.replace("\\n", "\n")));
      from = bar;
    }
  }

  /** Reads the page. */
  static FormatDiagrams read() {
    try {
      return new FormatDiagrams(Files.readAllLines(PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The diagrams under a heading, in the order of the page. */
  List<Diagram> under(String heading) {
    return diagrams.getOrDefault(heading, List.of());
  }

  /** All of them. */
  List<Diagram> all() {
    return diagrams.values().stream().flatMap(List::stream).toList();
  }

  /** What a pattern finds on the page, line by line. */
  List<Matcher> find(String pattern) {
    return lines.stream().map(Pattern.compile(pattern)::matcher).filter(Matcher::find).toList();
  }

  /** The page with its lines joined, for what is said across lines. */
  String text() {
    return String.join(" ", lines);
  }
}
