package io.tactus.gateway.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.schema.SchemaLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of values, as RFC 4180 has them and as spreadsheets write them. */
class CsvReaderTest {

  private static CsvReader reader(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return new CsvReader(utf8, utf8.length);
  }

  private static List<List<String>> rows(String text) {
    CsvReader reader = reader(text);
    int count = reader.count();
    List<List<String>> rows = new ArrayList<>();
    while (reader.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 0; i < reader.header().size(); i++) {
        row.add(reader.value(i));
      }
      rows.add(row);
    }
    assertEquals(count, rows.size());
    return rows;
  }

  @Test
  void shouldReadLines() {
    assertEquals(List.of(List.of("1", "a"), List.of("2", "")), rows("id,name\n1,a\n2,\n"));
    assertEquals(List.of(List.of("1", "a")), rows("id,name\r\n1,a\r\n"));
    assertEquals(List.of(List.of("1", "a")), rows("id,name\n1,a"));
    assertEquals(List.of(List.of("1", "a")), rows("\uFEFFid,name\n1,a"));
    assertEquals(List.of(), rows("id,name"));
    assertEquals(List.of(List.of("")), rows("name\n\n"), "one empty value");
    assertEquals(List.of(List.of("\u00e9 ", " b")), rows("a,b\n\u00e9 , b\n"));
  }

  @Test
  void shouldReadWhatStandsInQuotes() {
    assertEquals(
        List.of(List.of("a,b", "say \"hi\"", "two\nlines")),
        rows("x,y,z\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\n"));
    CsvReader reader = reader("\"a b\",c\n\"\",\n\"NULL\",NULL\n");
    assertEquals(List.of("a b", "c"), reader.header());
    assertTrue(reader.next());
    assertTrue(reader.isQuoted(0));
    assertFalse(reader.isQuoted(1));
    assertTrue(reader.next());
    assertTrue(reader.isQuoted(0));
    assertEquals("NULL", reader.value(1));
  }

  @Test
  void shouldCountLinesThatRowsBeginOn() {
    CsvReader reader = reader("\"a\nb\"\n1\n\"2\n2\"\n3\n");
    assertEquals(3, reader.count());
    List<Integer> lines = new ArrayList<>();
    while (reader.next()) {
      lines.add(reader.line());
    }
    assertEquals(List.of(3, 4, 6), lines);
  }

  @Test
  void shouldRefuseByLine() {
    refuse("", "there is no header line with the names of the columns");
    refuse("a,,c\n", "line 1: column 2 has no name");
    refuse("a,b,a\n", "line 1: the column 'a' is there twice");
    refuse("a,b\n1,2\n3\n", "line 3 has 1 values, the header 2");
    refuse("a,b\n1,2,3\n", "line 2 has 3 values, the header 2");
    refuse("a,b\n1,2\n\n", "line 3 has 1 values, the header 2");
    refuse("a\n\"x\ny\n", "line 2: a value in quotes does not end");
    refuse("a\n\"x\"y\n", "line 2: something follows the end of a value");
    refuse("a\nx\"y\n", "line 2: a quote within a value that does not begin with one");
    refuse("a\nx\ry\n", "line 2: something follows the end of a value");
    byte[] latin = {'a', '\n', (byte) 0xE9, '\n'};
    Rejection refused = assertThrows(Rejection.class, () -> new CsvReader(latin, latin.length));
    assertEquals("the body is not UTF-8", refused.getMessage());
  }

  @Test
  void shouldTakeAsManyColumnsAsATableHasFieldsAndNoMore() {
    int most = SchemaLimits.MAX_FIELDS;
    assertEquals(most, reader(names(most)).header().size());
    refuse(names(most + 1), "line 1 has 257 columns, a table has at most 256 fields");
  }

  @Test
  void shouldAnswerAHeaderOfAMebibyteAtOnce() {
    String large = names(200_000);
    assertTrue(large.length() > 1 << 20);
    assertTimeout(
        Duration.ofSeconds(5),
        () -> refuse(large, "line 1 has 200000 columns, a table has at most 256 fields"));
  }

  private static String names(int count) {
    StringBuilder names = new StringBuilder("c0");
    for (int i = 1; i < count; i++) {
      names.append(",c").append(i);
    }
    return names.toString();
  }

  private static void refuse(String text, String message) {
    Rejection refused = assertThrows(Rejection.class, () -> reader(text).count(), text);
    assertEquals(message, refused.getMessage());
    assertEquals(400, refused.code().httpStatus());
  }
}
