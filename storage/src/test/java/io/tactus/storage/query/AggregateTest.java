package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.TableBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateTest {

  private final QueryWorld world =
      new QueryWorld(
              TableBuilder.table("t")
                  .field("id", "u64")
                  .nullable("team", "string(8)")
                  .nullable("gold", "i64")
                  .nullable("big", "u64")
                  .nullable("skill", "f64")
                  .nullable("ratio", "f32")
                  .nullable("wait", "duration")
                  .nullable("seen", "timestamp")
                  .key("id"))
          .insert(
              "{\"id\":1,\"team\":\"red\",\"gold\":5,\"skill\":0.1,\"ratio\":0.1}",
              "{\"id\":2,\"team\":\"red\",\"gold\":-7,\"skill\":0.2,\"wait\":\"PT1S\"}",
              "{\"id\":3,\"team\":\"blue\",\"gold\":9223372036854775807,\"skill\":-0.0}",
              "{\"id\":4,\"team\":\"blue\",\"gold\":9223372036854775807,\"skill\":0.0,\"wait\":\"PT2S\"}",
              "{\"id\":5,\"team\":null,\"big\":18446744073709551615,\"seen\":\"2026-01-02T03:04:05Z\"}",
              "{\"id\":6,\"team\":null,\"big\":18446744073709551615,\"wait\":\"PT2.000001S\"}");

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select=count()                     | [{\"count\":6}]",
        "select=n:count()&id=gt.2           | [{\"n\":4}]",
        "select=count()&id=gt.9             | [{\"count\":0}]",
        "select=gold.count()                | [{\"count\":4}]",
        "select=team,count()                | [{\"team\":\"blue\",\"count\":2},{\"team\":\"red\",\"count\":2},{\"team\":null,\"count\":2}]",
        "select=count(),team&order=team.desc.nullslast&limit=1&offset=1 | [{\"count\":2,\"team\":\"blue\"}]",
        "select=team,count()&id=gt.9        | []",
        "select=gold.sum()                  | [{\"sum\":18446744073709551612}]",
        "select=gold.sum()&team=eq.red      | [{\"sum\":-2}]",
        "select=big.sum()                   | [{\"sum\":36893488147419103230}]",
        "select=big.avg()                   | [{\"avg\":1.8446744073709552E19}]",
        "select=gold.avg()&team=eq.red      | [{\"avg\":-1}]",
        "select=s:skill.sum(),a:skill.avg()&team=eq.red | [{\"s\":0.30000000000000004,\"a\":0.15000000000000002}]",
        "select=ratio.sum()                 | [{\"sum\":0.10000000149011612}]",
        "select=ratio.max()                 | [{\"max\":0.1}]",
        "select=wait.sum(),wait.avg()       | [{\"sum\":\"PT5.000001S\",\"avg\":\"PT1.666667S\"}]",
        "select=seen.min(),seen.max()       | [{\"min\":\"2026-01-02T03:04:05.000000Z\",\"max\":\"2026-01-02T03:04:05.000000Z\"}]",
        "select=lo:gold.min(),hi:team.max() | [{\"lo\":-7,\"hi\":\"red\"}]",
        "select=gold.sum(),gold.avg(),gold.min()&id=gt.9 | [{\"sum\":null,\"avg\":null,\"min\":null}]",
        "select=skill,count()&team=eq.blue  | [{\"skill\":0,\"count\":2}]",
        "select=skill.min()&team=eq.blue    | [{\"min\":0}]",
        "select=count()&limit=0             | []",
        "select=count()&offset=1            | []",
      })
  void shouldAggregate(String query, String result) {
    assertEquals(result, world.result(query));
  }

  @Test
  void shouldRefuseASumThatItsTypeDoesNotHold() {
    world.insert(
        "{\"id\":10,\"skill\":1.7976931348623157E308,\"wait\":\"PT2562047788H\"}",
        "{\"id\":11,\"skill\":1.7976931348623157E308,\"wait\":\"PT2562047788H\"}",
        "{\"id\":12,\"skill\":-1.7976931348623157E308}");
    // On the way the sum was beyond any double; what counts is where it ends.
    assertEquals("[{\"sum\":1.7976931348623157E308}]", world.result("select=skill.sum()&id=gt.9"));
    for (String query : new String[] {"skill.sum()&id=in.(10,11)", "wait.sum()"}) {
      Rejection refused =
          assertThrows(Rejection.class, () -> world.result("select=" + query), query);
      assertEquals("value_out_of_range", refused.name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".avg()", "guild,.sum(),count()", ".count()", "x:.min()", "..max()", " .avg()"})
  void shouldRefuseAFunctionOfNoField(String select) {
    Rejection refused = assertThrows(Rejection.class, () -> world.result("select=" + select));
    assertEquals(RejectionCode.INVALID_QUERY, refused.code());
  }

  @Test
  void shouldRefuseToOrderOrGroupByWhatLiesOutsideTheRow() {
    try (QueryWorld texts =
        new QueryWorld(TableBuilder.table("t").field("id", "u64").field("t", "text").key("id"))) {
      texts.insert("{\"id\":1,\"t\":\"a\"}");
      assertEquals("[{\"count\":1}]", texts.result("select=t.count()"));
      for (String query : new String[] {"order=t", "select=t,count()", "select=t.max()"}) {
        Rejection refused = assertThrows(Rejection.class, () -> texts.compile(query), query);
        assertEquals("wrong_operator", refused.name());
        assertEquals("t", refused.field());
      }
    }
  }

  @Test
  void shouldHoldTheLimits() {
    try (QueryWorld many =
        new QueryWorld(TableBuilder.table("t").field("id", "u64").field("v", "i64").key("id"))) {
      String[] rows =
          IntStream.rangeClosed(0, QueryLimits.MAX_GROUPS)
              .mapToObj(i -> "{\"id\":" + i + ",\"v\":" + i + "}")
              .toArray(String[]::new);
      many.insert(rows);
      String edge = "select=v,count()&id=lt." + QueryLimits.MAX_GROUPS + "&limit=1&order=v.desc";
      assertEquals("[{\"v\":9999,\"count\":1}]", many.result(edge));
      Rejection groups =
          assertThrows(Rejection.class, () -> many.result("select=v,count()&limit=1"));
      assertEquals(RejectionCode.RESULT_TOO_LARGE, groups.code());
      String sums =
          String.join(
              ",",
              IntStream.range(0, QueryLimits.MAX_AGGREGATES)
                  .mapToObj(i -> "a" + i + ":v.sum()")
                  .toList());
      many.compile("select=" + sums);
      Rejection refused =
          assertThrows(Rejection.class, () -> many.compile("select=" + sums + ",b:v.sum()"));
      assertEquals("query_too_large", refused.name());
      RunLimits tight = new RunLimits(100, 0, QueryLimits.MAX_GROUPS + 1, false);
      assertEquals("[{\"sum\":50005000}]", many.result("select=v.sum()", tight));
      RunLimits less = new RunLimits(100, 0, QueryLimits.MAX_GROUPS, false);
      assertThrows(Rejection.class, () -> many.result("select=v.sum()", less));
      // What is known need not be counted.
      assertEquals("[{\"count\":10001}]", many.result("select=count()", less));
    }
  }

  /** A third above an odd number of 52 bits: rounded to 53 bits first it would be a half above. */
  @Test
  void shouldRoundTheMeanOfSubnormalsOnce() {
    double odd = Double.longBitsToDouble((1L << 51) + 1);
    double next = Math.nextUp(odd);
    try (QueryWorld tiny =
        new QueryWorld(TableBuilder.table("t").field("id", "u64").field("v", "f64").key("id"))) {
      tiny.insert(
          "{\"id\":1,\"v\":" + odd + "}",
          "{\"id\":2,\"v\":" + odd + "}",
          "{\"id\":3,\"v\":" + next + "}");
      assertEquals("[{\"avg\":" + odd + "}]", tiny.result("select=v.avg()"));
      assertEquals("[{\"avg\":" + next + "}]", tiny.result("select=v.avg()&id=gt.1"), "a tie");
    }
  }

  /** Values that cancel only together, in an order that loses everything on the way. */
  @Test
  void shouldNotDependOnTheOrderOfRows() {
    String[] values = {"1e300", "1e-300", "1", "-1e300", "1e16", "3", "-1e16", "4.9E-324", "-1"};
    String expected = null;
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(Arrays.asList(values), new java.util.Random(round));
      try (QueryWorld shuffled =
          new QueryWorld(TableBuilder.table("t").field("id", "u64").field("v", "f64").key("id"))) {
        for (int i = 0; i < values.length; i++) {
          shuffled.insert("{\"id\":" + i + ",\"v\":" + values[i] + "}");
        }
        String result = shuffled.result("select=s:v.sum(),a:v.avg()");
        expected = expected == null ? result : expected;
        assertEquals(expected, result, () -> Arrays.toString(values));
      }
    }
    assertEquals("[{\"s\":3,\"a\":0.3333333333333333}]", expected);
  }
}
