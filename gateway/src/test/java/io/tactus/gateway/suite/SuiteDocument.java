package io.tactus.gateway.suite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A document of JSONTestSuite, byte by byte as it is there; {@code parsing.txt} explains its lines.
 * Threading: nobody changes the bytes.
 */
public final class SuiteDocument {

  private static final String RESOURCE = "/json-test-suite/parsing.txt";

  /** How many there are: a suite that was cut short proves nothing. */
  public static final int COUNT = 318;

  private final String name;
  private final byte[] bytes;

  /** Creates a document of one's own. */
  public SuiteDocument(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes.clone();
  }

  /** Returns the name without ".json"; it begins with y_, n_ or i_. */
  public String name() {
    return name;
  }

  /** Returns the bytes to send. */
  public byte[] bytes() {
    return bytes;
  }

  /** Reads them all. */
  public static List<SuiteDocument> all() {
    List<SuiteDocument> documents = new ArrayList<>();
    try (InputStream in = SuiteDocument.class.getResourceAsStream(RESOURCE)) {
      new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> documents.add(read(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  private static SuiteDocument read(String line) {
    String[] columns = line.split("\t", -1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (columns.length == 4) {
      for (int i = 0; i < Integer.parseInt(columns[2]); i++) {
        bytes.writeBytes(unescape(columns[3]));
      }
    }
    bytes.writeBytes(unescape(columns[1]));
    return new SuiteDocument(columns[0], bytes.toByteArray());
  }

  private static byte[] unescape(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && text.charAt(i + 1) == 'x') {
        bytes.write(Integer.parseInt(text, i + 2, i + 4, 16));
        i += 3;
      } else {
        bytes.write(c);
        i += c == '\\' ? 1 : 0;
      }
    }
    return bytes.toByteArray();
  }

  /** Returns the bytes between two texts. */
  public byte[] within(String before, String after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(bytes);
    out.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** Returns the document without the white space between its tokens: what a server may change. */
  public String minimal() {
    return minimal(new String(bytes, StandardCharsets.UTF_8));
  }

  static String minimal(String text) {
    StringBuilder out = new StringBuilder();
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString || " \t\r\n".indexOf(c) < 0) {
        out.append(c);
      }
      if (inString && c == '\\') {
        out.append(text.charAt(++i));
      } else if (c == '"') {
        inString = !inString;
      }
    }
    return out.toString();
  }

  /** Tells whether there is nothing but white space. */
  public boolean isBlank() {
    return new String(bytes, StandardCharsets.ISO_8859_1).isBlank();
  }

  /** Tells whether the bytes are text at all. */
  public boolean isUnicode() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
