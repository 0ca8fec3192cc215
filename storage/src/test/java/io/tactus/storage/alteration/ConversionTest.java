package io.tactus.storage.alteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.Rejection;
import io.tactus.storage.alteration.SchemaChange.DropTable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of conversion at its edges: old type, value, new type, exact result, lossy result. */
class ConversionTest {
  private final AlteredStore world = new AlteredStore();

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest(name = "{0} {1} to {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "i64|-1|i8|-1|-1",
        "i64|128|i8|value_out_of_range|value_out_of_range",
        "i64|-1|u64|value_out_of_range|value_out_of_range",
        "u64|18446744073709551615|i64|value_out_of_range|value_out_of_range",
        "u64|9223372036854775807|i64|9223372036854775807|9223372036854775807",
        "u64|18446744073709551615|u32|value_out_of_range|value_out_of_range",
        "u8|255|u64|255|255",
        "bool|true|i32|1|1",
        "i32|1|bool|true|true",
        "i32|2|bool|value_out_of_range|value_out_of_range",
        "i64|9007199254740992|f64|9.007199254740992E15|9.007199254740992E15",
        "i64|9007199254740993|f64|value_out_of_range|9.007199254740992E15",
        "u64|18446744073709551615|f64|value_out_of_range|1.8446744073709552E19",
        "i32|16777217|f32|value_out_of_range|1.6777216E7",
        "f64|0.1|f32|value_out_of_range|0.1",
        "f64|0.5|f32|0.5|0.5",
        "f64|1e300|f32|value_out_of_range|value_out_of_range",
        "f32|0.5|f64|0.5|0.5",
        "f64|-2.7|i32|value_out_of_range|-2",
        "f64|-2.0|i32|-2|-2",
        "f64|1e19|i64|value_out_of_range|value_out_of_range",
        "f64|1e19|u64|10000000000000000000|10000000000000000000",
        "f64|-1.0|u64|value_out_of_range|value_out_of_range",
        "string(8)|\"abc\"|string(3)|\"abc\"|\"abc\"",
        "string(8)|\"abcü\"|string(4)|value_too_long|\"abc\"",
        "string(8)|\"12\"|u8|12|12",
        "string(8)|\"x\"|u8|invalid_value|invalid_value",
        "string(8)|\"\"|u8|invalid_value|invalid_value",
        "u8|12|string(2)|\"12\"|\"12\"",
        "u8|123|string(2)|value_too_long|value_too_long",
        "f64|1.5|string(8)|\"1.5\"|\"1.5\"",
        "string(36)|\"0189fc4a-0000-7000-8000-00000000abcd\"|uuid"
            + "|\"0189fc4a-0000-7000-8000-00000000abcd\"|\"0189fc4a-0000-7000-8000-00000000abcd\"",
        "i64|1000000|timestamp|\"1970-01-01T00:00:01.000000Z\"|\"1970-01-01T00:00:01.000000Z\"",
        "i64|9223372036854775807|timestamp|value_out_of_range|value_out_of_range",
        "duration|\"PT1S\"|i64|1000000|1000000",
        "timestamp|\"1970-01-01T00:00:01.000000Z\"|string(27)"
            + "|\"1970-01-01T00:00:01.000000Z\"|\"1970-01-01T00:00:01.000000Z\"",
        "timestamp|\"1970-01-01T00:00:01.000000Z\"|string(26)|value_too_long|value_too_long",
        "string(30)|\"1970-01-01T00:00:01.5Z\"|timestamp"
            + "|\"1970-01-01T00:00:01.500000Z\"|\"1970-01-01T00:00:01.500000Z\"",
        "string(30)|\"yesterday\"|timestamp|invalid_value|invalid_value",
        "duration|\"-PT1.5S\"|string(12)|\"-PT1.500000S\"|\"-PT1.500000S\"",
        "duration|\"-PT1.5S\"|string(11)|value_too_long|value_too_long",
        "string(30)|\"PT1M\"|duration|\"PT1M0.000000S\"|\"PT1M0.000000S\"",
        "string(30)|\"1\"|duration|invalid_value|invalid_value",
        "timestamp|\"1970-01-01T00:00:01.000000Z\"|duration|schema_invalid|schema_invalid",
        "uuid|\"0189fc4a-0000-7000-8000-00000000abcd\"|i64|schema_invalid|schema_invalid",
        "bool|true|f64|schema_invalid|schema_invalid",
        "text|\"abc\"|string(3)|\"abc\"|\"abc\"",
        "text|\"abcü\"|string(4)|value_too_long|\"abc\"",
        "string(4)|\"x\"|text|\"x\"|\"x\"",
        "text|\"1\"|u8|schema_invalid|schema_invalid",
        "u8|1|json|schema_invalid|schema_invalid",
      })
  void shouldConvertOrRefuse(String from, String value, String to, String exact, String lossy) {
    assertEquals(exact, convert(from, value, to, false));
    assertEquals(lossy, convert(from, value, to, true));
    if (!exact.equals("schema_invalid")) {
      assertEquals("null", convert(from, "null", to, true));
    }
  }

  private String convert(String from, String value, String to, boolean loss) {
    world.create(
        "{\"name\":\"t\",\"fields\":[{\"name\":\"id\",\"type\":\"u8\"},"
            + "{\"name\":\"v\",\"nullable\":true,\"type\":\""
            + from
            + "\"}],\"primaryKey\":[\"id\"]}");
    try {
      world.insert("t", "{\"id\":1,\"v\":" + value + "}");
      String change = "{\"type\":\"" + to + "\"}";
      if (loss) {
        world.alterWithLoss("t", "v", change);
      } else {
        world.alter("t", "v", change);
      }
      List<String> rows = world.rows("t");
      String row = rows.get(0);
      return row.substring("{\"id\":1,\"v\":".length(), row.length() - 1);
    } catch (Rejection refused) {
      return refused.name();
    } finally {
      world.change(new DropTable("t"));
    }
  }

  @ParameterizedTest
  @CsvSource({"i64,f64", "f64,f32", "string(8),string(4)", "f64,i32"})
  void shouldDemandLeaveForWhatMayLose(String from, String to) {
    String table =
        "{\"tables\":[{\"name\":\"t\",\"fields\":[{\"name\":\"id\",\"type\":\"u8\"},"
            + "{\"name\":\"v\",\"type\":\"%s\"}],\"primaryKey\":[\"id\"]}]}";
    world.declare(table.formatted(from), false);
    String wanted = table.formatted(to);
    assertEquals(
        "data_loss", assertThrows(Rejection.class, () -> world.declare(wanted, false)).name());
    world.declare(wanted, true);
  }
}
