package io.tactus.storage.row;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFieldsTest {
  private static final int MAX = SchemaLimits.MAX_VALUE_BYTES;

  private final RowLayout layout =
      new RowLayout(
          TableBuilder.table("notes")
              .field("id", "u64")
              .nullable("title", "text")
              .nullable("data", "bytes")
              .nullable("doc", "json")
              .field("tail", "u8")
              .key("id")
              .withIds(70));
  private final RowWorld world = new RowWorld();
  private final RowDraft draft = new RowDraft().reset(layout);

  private static String quoted(char character, int count) {
    return '"' + String.valueOf(character).repeat(count) + '"';
  }

  private Rejection refused(String row) {
    return assertThrows(Rejection.class, () -> world.read(draft.reset(layout), row));
  }

  private void assertTooLong(String row, String field) {
    Rejection refused = refused(row);
    assertEquals(RejectionCode.INVALID_VALUE, refused.code());
    assertEquals("value_too_long", refused.name());
    assertEquals("22001", refused.sqlState());
    assertEquals("notes", refused.table());
    assertEquals(field, refused.field());
  }

  @Test
  void shouldTakeEightBytesInTheRow() {
    assertEquals(8 + 1 + 8 + 3 * 8 + 1, layout.rowBytes());
    assertEquals(3, layout.valueFieldCount());
    assertEquals(layout.rowBytes() + 3 * MAX, layout.maxImageBytes());
  }

  @Test
  void shouldReadAndWriteEachKindInItsJsonForm() {
    String row =
        "{\"id\":1,\"title\":\"h\\u00e9\\n\",\"data\":\"AQID/w==\",\"doc\": { \"b\" : [1, 2.50],"
            + " \"a\":\"x y\\u0041\"} ,\"tail\":7}";
    world.read(draft, row);
    assertEquals(
        "{\"id\":1,\"title\":\"hé\\n\",\"data\":\"AQID/w==\","
            + "\"doc\":{\"b\":[1,2.50],\"a\":\"x y\\u0041\"},\"tail\":7}",
        world.write(layout, draft.rowAddress()));
    RowView view = new RowView().wrap(layout, draft.rowAddress());
    assertEquals("hé\n", view.getString(1));
    assertArrayEquals(new byte[] {1, 2, 3, -1}, view.getBytes(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "-1.5e3", "true", "\"text\"", "[]", "{}", "[[],{\"a\":{}}]"})
  void shouldTakeAnyJson(String document) {
    world.read(draft, "{\"id\":1,\"doc\":" + document + ",\"tail\":1}");
    draft.completeForInsert();
    assertEquals(
        "{\"id\":1,\"title\":null,\"data\":null,\"doc\":" + document + ",\"tail\":1}",
        world.write(layout, draft.rowAddress()));
  }

  @Test
  void shouldTellEmptyFromNull() {
    world.read(draft, "{\"id\":1,\"title\":\"\",\"data\":\"\",\"tail\":1}");
    draft.completeForInsert();
    assertEquals(
        "{\"id\":1,\"title\":\"\",\"data\":\"\",\"doc\":null,\"tail\":1}",
        world.write(layout, draft.rowAddress()));
  }

  @Test
  void shouldHoldTheLongestValueAndRefuseOneByteMore() {
    world.read(draft, "{\"id\":1,\"title\":" + quoted('x', MAX) + "}");
    assertEquals(MAX, layout.field("title").valueLength(draft.rowAddress()));
    assertTooLong("{\"id\":1,\"title\":" + quoted('x', MAX + 1) + "}", "title");

    // 65,536 bytes are 87,384 characters of base64, one of them for padding... of two bytes more.
    String most = "A".repeat(MAX / 3 * 4) + "AA==";
    world.read(draft.reset(layout), "{\"id\":1,\"data\":\"" + most + "\"}");
    assertEquals(MAX, layout.field("data").valueLength(draft.rowAddress()));
    assertTooLong("{\"id\":1,\"data\":\"" + "A".repeat(MAX / 3 * 4) + "AAA=\"}", "data");

    // White space does not count.
    world.read(draft.reset(layout), "{\"id\":1,\"doc\":[ " + quoted('x', MAX - 4) + " ]}");
    assertEquals(MAX, layout.field("doc").valueLength(draft.rowAddress()));
    assertTooLong("{\"id\":1,\"doc\":[" + quoted('x', MAX - 3) + "]}", "doc");
  }

  @Test
  void shouldBoundAllValuesOfARowTogether() {
    TableBuilder builder = TableBuilder.table("wide").field("id", "u64");
    for (int i = 0; i < 5; i++) {
      builder.nullable("t" + i, "text");
    }
    RowLayout wide = new RowLayout(builder.key("id").withIds(71));
    assertEquals(wide.rowBytes() + SchemaLimits.MAX_ROW_VALUE_BYTES, wide.maxImageBytes());
    draft.reset(wide);
    String longest = "y".repeat(MAX);
    for (int i = 1; i <= 4; i++) {
      draft.setString(i, longest);
    }
    assertEquals(wide.maxImageBytes(), wide.imageBytes(draft.rowAddress()));
    Rejection refused = assertThrows(Rejection.class, () -> draft.setString(5, "y"));
    assertEquals("value_too_long", refused.name());
    assertEquals("t4", refused.field());
    draft.setString(2, longest.substring(1));
    draft.setString(5, "y");
  }

  @Test
  void shouldRefuseWhatIsNotOfTheKind() {
    for (String row :
        new String[] {
          "{\"title\":1}",
          "{\"title\":true}",
          "{\"title\":{}}",
          "{\"data\":\"A\"}",
          "{\"data\":\"AA-_\"}",
          "{\"data\":5}",
          "{\"data\":[1,2]}"
        }) {
      Rejection refused = refused(row);
      assertEquals(RejectionCode.INVALID_VALUE, refused.code(), row);
      assertTrue(row.contains(refused.field()), row);
    }
    draft.reset(layout);
    assertThrows(Rejection.class, () -> draft.setString(3, "{\"a\":1,}"));
    assertThrows(Rejection.class, () -> draft.setString(1, "\ud800"));
    assertThrows(Rejection.class, () -> draft.setBytes(1, new byte[] {(byte) 0xC0}, 0, 1));
    draft.setString(3, " [ 1 ] ");
    assertEquals("[1]", new RowView().wrap(layout, draft.rowAddress()).getString(3));
  }

  @Test
  void shouldNotGrowWhenAFieldIsSetAgainAndAgain() {
    String longest = "z".repeat(MAX);
    draft.setString(2 - 1, "first");
    for (int i = 0; i < 200; i++) {
      draft.setString(3, '"' + longest.substring(2) + '"');
    }
    assertEquals("first", new RowView().wrap(layout, draft.rowAddress()).getString(1));
    assertEquals(layout.rowBytes() + 5 + MAX, layout.imageBytes(draft.rowAddress()));
  }

  @Test
  void shouldTravelInCommands() {
    Random random = new Random(5);
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[4 * MAX]);
    RowDraft other = new RowDraft();
    for (int round = 0; round < 200; round++) {
      draft.reset(layout).setLong(0, round);
      if (random.nextBoolean()) {
        draft.setString(1, "t".repeat(random.nextInt(200)));
      }
      byte[] bytes = new byte[random.nextInt(round == 0 ? MAX + 1 : 3000)];
      random.nextBytes(bytes);
      draft.setBytes(2, bytes, 0, bytes.length);
      if (random.nextBoolean()) {
        draft.setNull(3);
      }
      int length = draft.encodedLength();
      assertEquals(length, draft.encode(buffer, 3));
      assertEquals(length, other.reset(layout).decode(buffer, 3, 3 + length));
      assertEquals(
          world.write(layout, draft.rowAddress()), world.write(layout, other.rowAddress()));
      assertEquals(draft.presentCount(), other.presentCount());
      for (int cut = 0; cut < length && length < 300; cut++) {
        int limit = 3 + cut;
        assertThrows(
            IllegalArgumentException.class, () -> other.reset(layout).decode(buffer, 3, limit));
      }
    }
  }

  @Test
  void shouldRefuseACommandWhoseLengthIsImpossible() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[4 * MAX]);
    draft.setString(1, "abc");
    int length = draft.encode(buffer, 0);
    int at = length - 3 - Integer.BYTES;
    for (int wrong : new int[] {-1, 4, MAX + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      buffer.putInt(at, wrong);
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new RowDraft().reset(layout).decode(buffer, 0, wrong == MAX + 1 ? 3 * MAX : length));
    }
  }

  @Test
  void shouldFillDefaults() {
    String json =
        "{\"name\":\"d\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"},"
            + "{\"name\":\"t\",\"type\":\"text\",\"default\":\"none\"},"
            + "{\"name\":\"b\",\"type\":\"bytes\",\"default\":\"AQI=\"},"
            + "{\"name\":\"j\",\"type\":\"json\",\"default\":{\"a\":[1,\"x\"]}}],"
            + "\"primaryKey\":[\"id\"],\"indexes\":[]}";
    byte[] document = json.getBytes(StandardCharsets.UTF_8);
    TableDefinition table = SchemaJson.parseTable(document, 0, document.length);
    assertEquals(json, new String(SchemaJson.printTable(table), StandardCharsets.UTF_8));
    RowLayout defaults = new RowLayout(table.withIds(72));
    draft.reset(defaults).setLong(0, 1);
    int most = draft.maxImageBytes();
    draft.completeForInsert();
    assertEquals(
        "{\"id\":1,\"t\":\"none\",\"b\":\"AQI=\",\"j\":{\"a\":[1,\"x\"]}}",
        world.write(defaults, draft.rowAddress()));
    assertEquals(most, defaults.imageBytes(draft.rowAddress()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"v\",\"type\":\"text[3]\"}",
        "{\"name\":\"v\",\"type\":\"json[2]\"}",
        "{\"name\":\"v\",\"type\":\"bytes\",\"default\":\"A\"}",
        "{\"name\":\"v\",\"type\":\"text\",\"default\":5}",
        "{\"name\":\"v\",\"type\":\"text\",\"min\":1}",
        "{\"name\":\"v\",\"type\":\"text\",\"generated\":true}"
      })
  void shouldRefuseDeclarationsThatMakeNoSense(String field) {
    String json =
        "{\"name\":\"d\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"},"
            + field
            + "],\"primaryKey\":[\"id\"]}";
    byte[] document = json.getBytes(StandardCharsets.UTF_8);
    Rejection refused =
        assertThrows(
            Rejection.class, () -> SchemaJson.parseTable(document, 0, document.length).validate());
    assertEquals(RejectionCode.SCHEMA_INVALID, refused.code());
  }

  @Test
  void shouldRefuseKeysAndIndexesOfSuchTypes() {
    for (String type : new String[] {"text", "bytes", "json"}) {
      TableDefinition keyed = TableBuilder.table("k").field("id", type).key("id");
      assertThrows(Rejection.class, keyed::validate);
      TableDefinition indexed =
          TableBuilder.table("k").field("id", "u8").field("v", type).unique("i", "v").key("id");
      assertThrows(Rejection.class, indexed::validate);
    }
  }
}
