package io.tactus.gateway.csv;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.SchemaLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads lines of values: {@code while (reader.next()) …}. Lines end in LF or CRLF; a line break
 * within double quotes belongs to its value. Refusals are MALFORMED and name the line, from 1.
 * Threading: one thread.
 */
public final class CsvReader {

  /** What stands for null when it has no quotes. */
  public static final String NULL = "NULL";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final List<String> header;
  private final int firstRow;
  private final int firstLine;
  private final List<String> values = new ArrayList<>();
  private final List<Boolean> quoted = new ArrayList<>();
  private int at;
  private int line;
  private int nextLine = 1;

  /**
   * Reads the header line.
   *
   * @throws Rejection MALFORMED if there is none, a name is missing or there twice, there are more
   *     names than a table has fields, or the text is no UTF-8
   */
  public CsvReader(byte[] document, int length) {
    text = decode(document, length);
    at = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    if (!readLine()) {
      throw malformed("there is no header line with the names of the columns");
    }
    header = List.copyOf(values);
    checkNames();
    firstRow = at;
    firstLine = nextLine;
  }

  private void checkNames() {
    if (header.size() > SchemaLimits.MAX_FIELDS) {
      throw malformed(
          "line 1 has "
              + header.size()
              + " columns, a table has at most "
              + SchemaLimits.MAX_FIELDS
              + " fields");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).isEmpty()) {
        throw malformed("line 1: column " + (i + 1) + " has no name");
      }
      if (!names.add(header.get(i))) {
        throw malformed("line 1: the column '" + header.get(i) + "' is there twice");
      }
    }
  }

  private static String decode(byte[] document, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(document, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("the body is not UTF-8");
    }
  }

  /** Returns the names of the columns. */
  public List<String> header() {
    return header;
  }

  /** Counts the rows, and so checks the form of all lines; afterwards the first one is next. */
  public int count() {
    int rows = 0;
    while (next()) {
      rows++;
    }
    rewind();
    return rows;
  }

  /** Goes before the first row again. */
  public void rewind() {
    at = firstRow;
    nextLine = firstLine;
  }

  /**
   * Moves to the next row; false behind the last.
   *
   * @throws Rejection MALFORMED if it has more or fewer values than the header, or an open quote
   */
  public boolean next() {
    if (!readLine()) {
      return false;
    }
    if (values.size() != header.size()) {
      throw malformed(
          "line " + line + " has " + values.size() + " values, the header " + header.size());
    }
    return true;
  }

  /** Returns the line the row begins on, from 1. */
  public int line() {
    return line;
  }

  /** Returns a value of the row. */
  public String value(int column) {
    return values.get(column);
  }

  /** Whether a value stands in double quotes: then it is a text, whatever it says. */
  public boolean isQuoted(int column) {
    return quoted.get(column);
  }

  private boolean readLine() {
    if (at >= text.length()) {
      return false;
    }
    line = nextLine;
    values.clear();
    quoted.clear();
    do {
      readValue();
    } while (skip(','));
    boolean broken = skip('\r');
    if (!skip('\n') && (broken || at < text.length())) {
      throw malformed("line " + line + ": something follows the end of a value");
    }
    nextLine++;
    return true;
  }

  private void readValue() {
    boolean inQuotes = skip('"');
    quoted.add(inQuotes);
    if (inQuotes) {
      values.add(quotedValue());
      return;
    }
    int from = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      if (text.charAt(at) == '"') {
        throw malformed("line " + line + ": a quote within a value that does not begin with one");
      }
      at++;
    }
    values.add(text.substring(from, at));
  }

  private String quotedValue() {
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"' && !skip('"')) {
        return value.toString();
      }
      nextLine += c == '\n' ? 1 : 0;
      value.append(c);
    }
    throw malformed("line " + line + ": a value in quotes does not end");
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private static Rejection malformed(String why) {
    return new Rejection(RejectionCode.MALFORMED, why);
  }
}
