package io.tactus.tools.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Bytes spoiled in one file, as a disk or a crash would. Positions count from the start of the
 * file, or, when negative, back from the end of its data: the trailing zeros of a preallocated file
 * are not data. Immutable.
 *
 * @param pattern glob inside the data folder; must match something
 * @param which the first or the last of the files it matches, by name
 * @param kind what happens to the bytes
 * @param amount position of the byte to flip, or number of bytes
 */
public record FileDamage(String pattern, Which which, Kind kind, long amount) {

  private static final Pattern FILE = Pattern.compile("file (\\S+)( first| last)?");
  private static final Pattern FLIP = Pattern.compile("flip byte (-?[0-9]{1,12})");
  private static final Pattern TEAR = Pattern.compile("tear ([0-9]{1,9}) bytes");
  private static final Pattern CUT = Pattern.compile("cut ([0-9]{1,9}) bytes");
  private static final String DELETE = "delete";

  /** Which of several files. */
  public enum Which {
    /** The first by name: the oldest segment. */
    FIRST,
    /** The last by name: the newest segment. */
    LAST
  }

  /** What happens. */
  public enum Kind {
    /** One byte gets its bits inverted. */
    FLIP,
    /** The last bytes of the data become zeros, as if they had never been written. */
    TEAR,
    /** The file gets shorter. */
    CUT,
    /** The file goes. */
    DELETE
  }

  /**
   * Parses the two lines of a damage block.
   *
   * @throws IllegalArgumentException if they are anything else
   */
  public static FileDamage parse(List<String> lines) {
    if (lines.size() != 2) {
      throw new IllegalArgumentException(
          "a damage block has two lines: 'file GLOB [first|last]', then 'flip byte N', "
              + "'tear N bytes', 'cut N bytes' or 'delete'");
    }
    Matcher file = FILE.matcher(lines.get(0).strip());
    if (!file.matches()) {
      throw new IllegalArgumentException("expected 'file GLOB [first|last]': " + lines.get(0));
    }
    Which which = " first".equals(file.group(2)) ? Which.FIRST : Which.LAST;
    String change = lines.get(1).strip();
    if (change.equals(DELETE)) {
      return new FileDamage(file.group(1), which, Kind.DELETE, 0);
    }
    for (Map.Entry<Kind, Pattern> entry :
        Map.of(Kind.FLIP, FLIP, Kind.TEAR, TEAR, Kind.CUT, CUT).entrySet()) {
      Matcher matcher = entry.getValue().matcher(change);
      if (matcher.matches()) {
        long amount = Long.parseLong(matcher.group(1));
        return new FileDamage(file.group(1), which, entry.getKey(), amount);
      }
    }
    throw new IllegalArgumentException(
        "expected 'flip byte N', 'tear N bytes', 'cut N bytes' or 'delete': " + change);
  }

  /**
   * Does the damage.
   *
   * @return the file that was damaged
   * @throws IOException if no file matches, the position is outside it, or nothing changed
   */
  public Path apply(Path dataFolder) throws IOException {
    Path file = find(dataFolder);
    if (kind == Kind.DELETE) {
      Files.delete(file);
      return file;
    }
    byte[] before = Files.readAllBytes(file);
    byte[] after = spoil(file, before);
    if (java.util.Arrays.equals(before, after)) {
      throw new IOException("the damage changed nothing in " + file.getFileName());
    }
    Files.write(file, after);
    return file;
  }

  private byte[] spoil(Path file, byte[] bytes) throws IOException {
    int dataEnd = dataEnd(bytes);
    long position = amount;
    if (kind == Kind.FLIP && amount < 0) {
      position = dataEnd + amount;
    }
    if (position < 0 || position > dataEnd || (kind == Kind.FLIP && position == dataEnd)) {
      throw new IOException(
          amount + " is outside the " + dataEnd + " bytes of data in " + file.getFileName());
    }
    byte[] after = bytes.clone();
    switch (kind) {
      case FLIP -> after[(int) position] ^= (byte) 0xFF;
      case TEAR -> java.util.Arrays.fill(after, dataEnd - (int) amount, dataEnd, (byte) 0);
      case CUT -> after = java.util.Arrays.copyOf(bytes, bytes.length - (int) amount);
      case DELETE -> throw new IllegalStateException("the file has gone");
    }
    return after;
  }

  private static int dataEnd(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private Path find(Path dataFolder) throws IOException {
    var matcher = dataFolder.getFileSystem().getPathMatcher("glob:" + pattern);
    List<Path> files;
    try (Stream<Path> all = Files.walk(dataFolder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> matcher.matches(dataFolder.relativize(file)))
              .sorted()
              .toList();
    }
    if (files.isEmpty()) {
      throw new IOException("no file in the data folder matches " + pattern);
    }
    return which == Which.FIRST ? files.getFirst() : files.getLast();
  }
}
