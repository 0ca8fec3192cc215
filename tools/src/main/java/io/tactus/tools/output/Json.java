package io.tactus.tools.output;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.ObjectConverter;
import com.dslplatform.json.PrettifyOutputStream;
import io.tactus.storage.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * JSON as trees of maps, lists, strings, {@code Long}, {@code BigDecimal}, booleans and null. For
 * the cold paths of the command line only: keys keep their order and numbers their digits.
 *
 * <p>Threading: any thread; nothing here is mutable.
 */
public final class Json {

  private static final DslJson<Object> DSL =
      new DslJson<>(
          new DslJson.Settings<>()
              .unknownNumbers(JsonReader.UnknownNumberParsing.LONG_AND_BIGDECIMAL));

  private Json() {}

  /**
   * Parses one JSON document.
   *
   * @throws IllegalArgumentException if it is not strict JSON; says why and where
   */
  public static Object parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StrictJson strict = new StrictJson();
    if (!strict.isValidUnique(bytes, 0, bytes.length)) {
      throw new IllegalArgumentException(
          "not JSON: " + strict.errorReason() + " at byte " + strict.errorOffset());
    }
    try {
      JsonReader<Object> reader = DSL.newReader(bytes);
      reader.getNextToken();
      return ObjectConverter.deserializeObject(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
  }

  /** On one line. */
  public static String print(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(value, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Indented, over several lines. */
  public static String pretty(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(value, new PrettifyOutputStream(bytes));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** As a cell of a table: strings without quotes, null as an empty cell. */
  public static String cell(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof String text ? text : print(value);
  }

  /**
   * The object in a parsed value.
   *
   * @throws IllegalArgumentException if it is something else
   */
  @SuppressWarnings("unchecked") // keys of parsed objects are always strings
  public static Map<String, Object> object(Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("expected a JSON object, got " + print(value));
  }

  /**
   * The array in a parsed value.
   *
   * @throws IllegalArgumentException if it is something else
   */
  @SuppressWarnings("unchecked") // any list is a list of objects to a reader
  public static List<Object> array(Object value) {
    if (value instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw new IllegalArgumentException("expected a JSON array, got " + print(value));
  }

  private static void write(Object value, OutputStream out) {
    try {
      if (value == null) {
        out.write("null".getBytes(StandardCharsets.UTF_8));
      } else {
        DSL.serialize(value, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
