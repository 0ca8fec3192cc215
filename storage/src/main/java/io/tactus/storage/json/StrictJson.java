package io.tactus.storage.json;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.nio.charset.StandardCharsets;

/**
 * Decides whether bytes are one JSON document of RFC 8259, before anything is read from them.
 *
 * <p>Stricter than the RFC demands where it leaves a choice: strict UTF-8 (no overlong forms, no
 * surrogates, no byte order mark), escaped surrogates only in pairs, and at most {@link #MAX_DEPTH}
 * arrays and objects within each other.
 *
 * <p>A name that occurs twice in one object is grammatical, and kept as it is where nobody looks
 * inside, in values of type json. Whoever reads members must refuse it: readers disagree about
 * which of the two counts, so neither does. {@link #repeatedNameOffset} tells; {@link
 * #validateUnique} refuses. Names are compared as the text they stand for, so an escaped name
 * equals the same name written plainly.
 *
 * <p>Iterative, one pass, no allocation per document once its buffers have grown to the largest
 * document seen. Threading: one instance per thread.
 */
public final class StrictJson {

  /** Deepest nesting accepted. */
  public static final int MAX_DEPTH = 64;

  private static final int REFUSED = -1;
  private static final int NONE = -1;
  private static final int MAX_NAME_SHOWN = 63;

  private final StringScanner strings = new StringScanner();
  private final ObjectNames names;
  private final int[] objectIds = new int[MAX_DEPTH + 1];

  private byte[] document;
  private int start;
  private int end;
  private int objectCount;
  private int errorOffset;
  private String errorReason = "";
  private int repeatedNameOffset = NONE;

  /** Creates a validator whose table of names is seeded with 0. */
  public StrictJson() {
    this(0);
  }

  /**
   * Creates a validator.
   *
   * @param seed any number clients cannot guess: it keeps them from choosing names that collide. It
   *     has no influence on what is accepted.
   */
  public StrictJson(long seed) {
    names = new ObjectNames(seed);
  }

  /**
   * Validates a document.
   *
   * @return true if it is valid; else {@link #errorOffset} and {@link #errorReason} say why not
   */
  public boolean isValid(byte[] bytes, int offset, int length) {
    document = bytes;
    start = offset;
    end = offset + length;
    objectCount = 0;
    errorOffset = 0;
    errorReason = "";
    repeatedNameOffset = NONE;
    names.clear();
    boolean valid = document();
    document = null;
    return valid;
  }

  /** As {@link #isValid}, and refuses a name that occurs twice in one object. */
  public boolean isValidUnique(byte[] bytes, int offset, int length) {
    if (!isValid(bytes, offset, length)) {
      return false;
    }
    if (repeatedNameOffset != NONE) {
      errorOffset = repeatedNameOffset;
      errorReason = "the name occurs twice in one object";
    }
    return repeatedNameOffset == NONE;
  }

  /**
   * Validates a document.
   *
   * @throws Rejection MALFORMED, {@code invalid_json}, with offset and reason
   */
  public void validate(byte[] bytes, int offset, int length) {
    if (!isValid(bytes, offset, length)) {
      throw new Rejection(
              RejectionCode.MALFORMED, "not JSON at byte " + errorOffset + ": " + errorReason)
          .withName("invalid_json", RejectionCode.MALFORMED.sqlState());
    }
  }

  /**
   * Validates a document of which every member counts.
   *
   * @throws Rejection as {@link #validate}; {@code duplicate_name} if a name occurs twice in one
   *     object
   */
  public void validateUnique(byte[] bytes, int offset, int length) {
    validate(bytes, offset, length);
    if (repeatedNameOffset != NONE) {
      int from = offset + repeatedNameOffset;
      throw repeatedName(bytes, from, JsonText.closingQuote(bytes, from + 1));
    }
  }

  /** Returns what refuses a name, between two quotes, that its object has already. */
  public static Rejection repeatedName(byte[] bytes, int openingQuote, int closingQuote) {
    int length = Math.min(MAX_NAME_SHOWN, closingQuote - openingQuote - 1);
    String name = new String(bytes, openingQuote + 1, length, StandardCharsets.UTF_8);
    return new Rejection(
            RejectionCode.MALFORMED, "the name '" + name + "' occurs twice in one object")
        .withName("duplicate_name", RejectionCode.MALFORMED.sqlState());
  }

  /**
   * Returns where the last valid document first gives a name that its object has already, in bytes
   * from its start, or -1.
   */
  public int repeatedNameOffset() {
    return repeatedNameOffset;
  }

  /** Returns where the last refused document went wrong, in bytes from its start. */
  public int errorOffset() {
    return errorOffset;
  }

  /** Returns why the last refused document was refused, or an empty string. */
  public String errorReason() {
    return errorReason;
  }

  /** One loop over values; bit 0 of {@code kinds} tells whether the innermost is an object. */
  private boolean document() {
    int depth = 0;
    long kinds = 0;
    int i = skipSpace(start);
    while (true) {
      if (i == end) {
        return refuse(i, depth == 0 ? "empty document" : "the document ends within a value");
      }
      byte first = document[i];
      if (first == '{' || first == '[') {
        if (depth == MAX_DEPTH) {
          return refuse(i, "nested deeper than 64");
        }
        depth++;
        kinds = kinds << 1 | (first == '{' ? 1 : 0);
        objectIds[depth] = ++objectCount;
        i = skipSpace(i + 1);
        boolean empty = i < end && document[i] == (first == '{' ? '}' : ']');
        if (!empty) {
          if (first == '{') {
            i = name(i, depth);
            if (i < 0) {
              return false;
            }
          }
          continue;
        }
      } else {
        i = scalar(i, first);
        if (i < 0) {
          return false;
        }
        i = skipSpace(i);
      }
      // A value has ended, or document[i] closes an empty one: close all that close here.
      while (depth > 0 && i < end && document[i] == ((kinds & 1) != 0 ? '}' : ']')) {
        depth--;
        kinds >>>= 1;
        i = skipSpace(i + 1);
      }
      if (depth == 0) {
        return i == end || refuse(i, "something follows the document");
      }
      if (i == end) {
        return refuse(i, "the document ends within a value");
      }
      if (document[i] != ',') {
        return refuse(i, (kinds & 1) != 0 ? "expected ',' or '}'" : "expected ',' or ']'");
      }
      i = skipSpace(i + 1);
      if ((kinds & 1) != 0) {
        i = name(i, depth);
        if (i < 0) {
          return false;
        }
      }
    }
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < end) {
      byte b = document[i];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        break;
      }
      i++;
    }
    return i;
  }

  /** Reads {@code "name" :} and returns where the value begins, or REFUSED. */
  private int name(int from, int depth) {
    if (from == end || document[from] != '"') {
      refuse(from, "expected a name in double quotes");
      return REFUSED;
    }
    int after = string(from);
    if (after < 0) {
      return REFUSED;
    }
    boolean first = names.add(document, from + 1, after - 1, strings.hasEscape(), objectIds[depth]);
    if (!first && repeatedNameOffset == NONE) {
      repeatedNameOffset = from - start;
    }
    int colon = skipSpace(after);
    if (colon == end || document[colon] != ':') {
      refuse(colon, "expected ':' after a name");
      return REFUSED;
    }
    return skipSpace(colon + 1);
  }

  private int scalar(int from, byte first) {
    return switch (first) {
      case '"' -> string(from);
      case 't' -> literal(from, "true");
      case 'f' -> literal(from, "false");
      case 'n' -> literal(from, "null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(from);
      default -> {
        refuse(from, "expected a value");
        yield REFUSED;
      }
    };
  }

  private int string(int from) {
    int after = strings.scan(document, from + 1, end);
    if (after < 0) {
      refuse(strings.errorIndex(), strings.errorReason());
    }
    return after;
  }

  private int literal(int from, String expected) {
    for (int i = 0; i < expected.length(); i++) {
      if (from + i == end || document[from + i] != expected.charAt(i)) {
        refuse(from, "expected a value");
        return REFUSED;
      }
    }
    return from + expected.length();
  }

  private int number(int from) {
    int i = from;
    if (document[i] == '-') {
      i++;
    }
    if (i < end && document[i] == '0') {
      i++;
      if (i < end && isDigit(document[i])) {
        refuse(i, "a number does not begin with 0");
        return REFUSED;
      }
    } else {
      i = digits(i);
    }
    if (i >= 0 && i < end && document[i] == '.') {
      i = digits(i + 1);
    }
    if (i >= 0 && i < end && (document[i] | 0x20) == 'e') {
      i++;
      if (i < end && (document[i] == '+' || document[i] == '-')) {
        i++;
      }
      i = digits(i);
    }
    return i;
  }

  private int digits(int from) {
    int i = from;
    while (i < end && isDigit(document[i])) {
      i++;
    }
    if (i == from) {
      refuse(from, "expected a digit");
      return REFUSED;
    }
    return i;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private boolean refuse(int index, String reason) {
    errorOffset = index - start;
    errorReason = reason;
    return false;
  }
}
