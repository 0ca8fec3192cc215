package io.tactus.storage.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of offsets in docs/FORMAT.md: rows of an offset, a number of bytes, and a name in
 * backticks, each name once on the page. Threading: immutable.
 */
final class FormatPage {
  private static final Path PAGE = Path.of("..", "docs", "FORMAT.md");
  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (\\d+) \\| `([^`]+)`.*");

  /** What lies where. */
  record Part(String name, int offset, int bytes) {
    int end() {
      return offset + bytes;
    }
  }

  private final Map<String, Part> parts = new HashMap<>();
  private final List<List<Part>> tables = new ArrayList<>();

  /** Reads the page. */
  static FormatPage read() {
    try {
      return new FormatPage(Files.readAllLines(PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FormatPage(List<String> lines) {
    boolean within = false;
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      boolean matches = row.matches();
      if (matches && !within) {
        tables.add(new ArrayList<>());
      }
      within = matches;
      if (matches) {
        Part part =
            new Part(row.group(3), Integer.parseInt(row.group(1)), Integer.parseInt(row.group(2)));
        if (parts.put(part.name(), part) != null) {
          throw new IllegalArgumentException("twice on the page: " + part.name());
        }
        tables.get(tables.size() - 1).add(part);
      }
    }
  }

  /** Returns all tables in the order of the page. */
  List<List<Part>> tables() {
    return tables;
  }

  /** Returns what has this name. */
  Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException("docs/FORMAT.md has no offset for `" + name + "`");
    }
    return part;
  }
}
