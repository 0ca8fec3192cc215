package io.tactus.storage.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowJsonTest {

  private final RowWorld world = new RowWorld();

  private static FieldType type(String text) {
    return FieldType.parse(text);
  }

  /** What goes in, what comes out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bool      | true                    | true",
        "bool      | false                   | false",
        "i8        | -128                    | -128",
        "i8        | 127                     | 127",
        "i16       | -32768                  | -32768",
        "i16       | 32767                   | 32767",
        "i32       | -2147483648             | -2147483648",
        "i32       | 2147483647              | 2147483647",
        "i64       | -9223372036854775808    | -9223372036854775808",
        "i64       | 9223372036854775807     | 9223372036854775807",
        "i64       | \"-9223372036854775808\"| -9223372036854775808",
        "i64       | -0                      | 0",
        "u8        | 0                       | 0",
        "u8        | 255                     | 255",
        "u16       | 65535                   | 65535",
        "u32       | 4294967295              | 4294967295",
        "u64       | 18446744073709551615    | 18446744073709551615",
        "u64       | \"18446744073709551615\"| 18446744073709551615",
        "u64       | 9223372036854775808     | 9223372036854775808",
        "u64       | 10000000000000000000    | 10000000000000000000",
        "f32       | 0.1                     | 0.1",
        "f32       | 3.4028235e38            | 3.4028235E38",
        "f32       | 1e-45                   | 1.4E-45",
        "f32       | 16777217                | 1.6777216E7",
        "f64       | 1500                    | 1500",
        "f64       | -0.0                    | -0",
        "f64       | 0.1                     | 0.1",
        "f64       | 1e22                    | 1E22",
        "f64       | 1.7976931348623157e308  | 1.7976931348623157E308",
        "f64       | 5e-324                  | 4.9E-324",
        "timestamp | \"2026-01-02T03:04:05Z\"             | \"2026-01-02T03:04:05.000000Z\"",
        "timestamp | \"2026-01-02t05:04:05.5+02:00\"      | \"2026-01-02T03:04:05.500000Z\"",
        "timestamp | \"0001-01-01T00:00:00.000000Z\"      | \"0001-01-01T00:00:00.000000Z\"",
        "timestamp | \"9999-12-31T23:59:59.999999Z\"      | \"9999-12-31T23:59:59.999999Z\"",
        "timestamp | \"2024-02-29T23:59:59.9999990Z\"     | \"2024-02-29T23:59:59.999999Z\"",
        "duration  | \"PT0S\"                | \"PT0.000000S\"",
        "duration  | \"PT90M0.5S\"           | \"PT1H30M0.500000S\"",
        "duration  | \"P1DT1H\"              | \"PT25H0.000000S\"",
        "duration  | \"-P2W\"                | \"-PT336H0.000000S\"",
        "duration  | \"PT9223372036854.775807S\"  | \"PT2562047788H54.775807S\"",
        "duration  | \"-PT9223372036854.775808S\" | \"-PT2562047788H54.775808S\"",
        "uuid | \"00112233-4455-6677-8899-AABBCCDDEEFF\" | \"00112233-4455-6677-8899-aabbccddeeff\"",
        "uuid | \"ffffffff-ffff-ffff-ffff-ffffffffffff\" | \"ffffffff-ffff-ffff-ffff-ffffffffffff\"",
        "string(4) | \"\"                    | \"\"",
        "string(4) | \"abcd\"                | \"abcd\"",
        "string(4) | \"\\u0041\\n\"          | \"A\\n\"",
        "string(4) | \"\\ud83d\\ude00\"      | \"😀\"",
        "string(8) | \"\\\"\\\\\\/\\b\\f\\r\\t\\u0001\" | \"\\\"\\\\/\\b\\f\\r\\t\\u0001\"",
        "string(4) | \"éé\"                  | \"éé\"",
      })
  void shouldReadAndWriteValue(String type, String in, String out) {
    assertEquals(out, world.through(RowWorld.single(type(type)), in));
  }

  /** What is refused, and under which name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bool      | 1                       | invalid_value",
        "bool      | \"true\"                | invalid_value",
        "i8        | 128                     | value_out_of_range",
        "i8        | -129                    | value_out_of_range",
        "i16       | 32768                   | value_out_of_range",
        "i16       | -32769                  | value_out_of_range",
        "i32       | 2147483648              | value_out_of_range",
        "i32       | -2147483649             | value_out_of_range",
        "i32       | \"5\"                   | invalid_value",
        "i32       | 1.0                     | invalid_value",
        "i32       | 1e2                     | invalid_value",
        "i32       | true                    | invalid_value",
        "i64       | 9223372036854775808     | value_out_of_range",
        "i64       | -9223372036854775809    | value_out_of_range",
        "i64       | 99999999999999999999999 | value_out_of_range",
        "i64       | \"007\"                 | invalid_value",
        "i64       | \"+5\"                  | invalid_value",
        "i64       | \"\"                    | invalid_value",
        "i64       | \" 5\"                  | invalid_value",
        "u8        | 256                     | value_out_of_range",
        "u8        | -1                      | value_out_of_range",
        "u16       | 65536                   | value_out_of_range",
        "u32       | 4294967296              | value_out_of_range",
        "u64       | 18446744073709551616    | value_out_of_range",
        "u64       | -1                      | value_out_of_range",
        "u64       | 1e19                    | invalid_value",
        "f32       | 3.5e38                  | value_out_of_range",
        "f32       | 1e-60                   | value_out_of_range",
        "f64       | 1e400                   | value_out_of_range",
        "f64       | -1e400                  | value_out_of_range",
        "f64       | 1e-400                  | value_out_of_range",
        "f64       | \"1\"                   | invalid_value",
        "timestamp | 5                       | invalid_value",
        "timestamp | \"2026-01-02\"          | invalid_value",
        "timestamp | \"2026-02-29T00:00:00Z\"| invalid_value",
        "timestamp | \"2026-01-02T24:00:00Z\"| invalid_value",
        "timestamp | \"2026-01-02T00:00:60Z\"| invalid_value",
        "timestamp | \"2026-01-02T00:00:00\" | invalid_value",
        "timestamp | \"2026-01-02T00:00:00.Z\"| invalid_value",
        "timestamp | \"2026-01-02T00:00:00.0000001Z\"| invalid_value",
        "timestamp | \"2026-01-02T00:00:00+2:00\"| invalid_value",
        "timestamp | \"0000-12-31T00:00:00Z\"| invalid_value",
        "timestamp | \"0001-01-01T00:00:00+00:01\"| value_out_of_range",
        "timestamp | \"9999-12-31T23:59:59-00:01\"| value_out_of_range",
        "duration  | \"P1Y\"                 | invalid_value",
        "duration  | \"P1M\"                 | invalid_value",
        "duration  | \"P\"                   | invalid_value",
        "duration  | \"PT\"                  | invalid_value",
        "duration  | \"P1DT\"                | invalid_value",
        "duration  | \"PT1S1M\"              | invalid_value",
        "duration  | \"PT1.5M\"              | invalid_value",
        "duration  | \"PT.5S\"               | invalid_value",
        "duration  | \"PT1.S\"               | invalid_value",
        "duration  | \"PT0.0000001S\"        | invalid_value",
        "duration  | \"PT9223372036854.775808S\"  | value_out_of_range",
        "duration  | \"-PT9223372036854.775809S\" | value_out_of_range",
        "duration  | \"PT99999999999999999999S\"  | value_out_of_range",
        "uuid | \"00112233-4455-6677-8899-AABBCCDDEEF\"   | invalid_value",
        "uuid | \"00112233-4455-6677-8899-AABBCCDDEEFg\"  | invalid_value",
        "uuid | \"001122334455-6677-8899-AABBCCDDEEFF--\" | invalid_value",
        "string(4) | \"abcde\"               | value_too_long",
        "string(4) | \"éé!\"                 | value_too_long",
        "string(4) | 5                       | invalid_value",
        "string(4) | {}                      | invalid_value",
        "string(4) | []                      | invalid_value",
        "string(4) | null                    | not_null_violation",
      })
  void shouldRefuseValue(String type, String in, String name) {
    RowLayout layout = RowWorld.single(type(type));
    Rejection refused = assertThrows(Rejection.class, () -> world.through(layout, in));
    assertEquals(name, refused.name(), refused.getMessage());
    assertEquals("t", refused.table());
    assertEquals("v", refused.field());
    assertEquals(422, refused.code().httpStatus());
  }

  @Test
  void shouldHoldTheDeclaredBounds() {
    Field field =
        Field.of(0, "v", FieldType.of(TypeKind.U64))
            .withBounds(Literal.ofLong(5), Literal.ofLong(-2));
    RowLayout layout = RowWorld.single(field);
    assertEquals("5", world.through(layout, "5"));
    assertEquals("18446744073709551614", world.through(layout, "18446744073709551614"));
    for (String outside : List.of("4", "18446744073709551615")) {
      Rejection refused = assertThrows(Rejection.class, () -> world.through(layout, outside));
      assertEquals(RejectionCode.CHECK, refused.code());
      assertEquals("23514", refused.sqlState());
    }
  }

  @Test
  void shouldKeepNegativeZeroOutOfKeysOnly() {
    Field key = Field.of(0, "k", FieldType.of(TypeKind.F64));
    Field plain = Field.of(0, "p", FieldType.of(TypeKind.F64));
    TableDefinition table = TableDefinition.of(0, "t", List.of(key, plain), List.of("k"));
    RowLayout layout = new RowLayout(table.withIds(1));
    RowDraft draft = world.read(new RowDraft().reset(layout), "{\"k\":-0.0,\"p\":-0.0}");
    assertEquals("{\"k\":0,\"p\":-0}", world.write(layout, draft.rowAddress()));
  }

  @Test
  void shouldNameAnUnknownField() {
    RowLayout layout = RowWorld.single(type("i32"));
    RowDraft draft = new RowDraft().reset(layout);
    Rejection refused =
        assertThrows(Rejection.class, () -> world.read(draft, "{\"id\":1,\"w\":2}"));
    assertEquals("unknown_field", refused.name());
    assertEquals("w", refused.field());
    assertEquals(400, refused.code().httpStatus());
  }

  @Test
  void shouldFindAFieldByAnEscapedName() {
    RowLayout layout = RowWorld.single(type("i32"));
    RowDraft draft =
        world.read(new RowDraft().reset(layout), " { \"\\u0076\" : 7 , \"id\":1 } ".strip());
    assertEquals(7, layout.field("v").getLong(draft.rowAddress()));
  }

  /** A value longer than any before it makes the reader grow its scratch in mid-sentence. */
  @Test
  void shouldReadAnEscapedStringLongerThanAllBefore() {
    String long1 = "x".repeat(1000);
    RowLayout layout = RowWorld.single(type("string(2000)"));
    assertEquals("\"\\n" + long1 + "\"", world.through(layout, "\"\\n" + long1 + "\""));
  }

  @Test
  void shouldFillDefaultsAndDemandTheRest() {
    Field withDefault =
        Field.of(0, "v", FieldType.string(8)).withDefault(Literal.ofString("héllo"));
    RowLayout layout = RowWorld.single(withDefault);
    RowDraft draft = world.read(new RowDraft().reset(layout), "{\"id\":1}");
    draft.completeForInsert();
    assertEquals("{\"id\":1,\"v\":\"héllo\"}", world.write(layout, draft.rowAddress()));
    RowDraft empty = world.read(new RowDraft().reset(layout), "{}");
    Rejection refused = assertThrows(Rejection.class, empty::completeForInsert);
    assertEquals(RejectionCode.NOT_NULL, refused.code());
    assertEquals("id", refused.field());
    assertTrue(refused.getStackTrace().length == 0);
  }
}
