package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A test of a long text is charged for all of it, whichever way the row was met. */
class TextCostTest {

  private static final int STEPS_PER_ROW = 64;
  private static final int LONGEST = SchemaLimits.MAX_VALUE_BYTES;

  private final QueryWorld world =
      new QueryWorld(
          new TableDefinition(
              0,
              "notes",
              List.of(
                  Field.of(0, "id", FieldType.of(TypeKind.U64)),
                  Field.of(0, "text", FieldType.of(TypeKind.TEXT)).asNullable(),
                  Field.of(0, "gold", FieldType.of(TypeKind.I32)).asNullable()),
              List.of("id"),
              List.of()));

  @AfterEach
  void close() {
    world.close();
  }

  private QueryWorld with(int id, int bytes) {
    return world.insert("{\"id\":" + id + ",\"text\":\"" + "a".repeat(bytes) + "\"}");
  }

  private long cost(String query) {
    world.ids(query);
    return world.runner().scanned();
  }

  /** Steps of a byte, from what the filter says of a nominal text. */
  private long stepsPerByte(String filter) {
    Predicate predicate = Filter.parse(world.layout(), filter).terms().getFirst().predicate();
    return predicate.steps() / Predicate.NOMINAL_TEXT_BYTES;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text=match.b{200}c$",
        "text=imatch.x[yz]+",
        "text=not.match.b{200}",
        "or=(text.match.b{200}c,text.is.null)",
        "text=like.*bcdefghijklmnop",
        "text=not.ilike.*ab*cd"
      })
  void shouldCostWhatItMayTakeByScanAndByKey(String filter) {
    long nominal = Filter.parse(world.layout(), filter).testCost();
    long perByte = stepsPerByte(filter);
    with(1, Predicate.NOMINAL_TEXT_BYTES);
    assertEquals(1 + nominal, cost(filter));
    assertEquals(1 + nominal, cost("id=eq.1&" + filter));
    with(2, Predicate.NOMINAL_TEXT_BYTES + STEPS_PER_ROW);
    assertEquals(1 + nominal + perByte, cost("id=eq.2&" + filter));
    with(3, LONGEST);
    long excess = (LONGEST - Predicate.NOMINAL_TEXT_BYTES) * perByte / STEPS_PER_ROW;
    assertEquals(1 + nominal + excess, cost("id=eq.3&" + filter));
    assertEquals(3 * (1 + nominal) + perByte + excess, cost(filter), "the scan of all three");
    assertTrue((1 + nominal + excess) * STEPS_PER_ROW >= LONGEST * perByte, "all of its steps");
  }

  @Test
  void shouldRefuseWhatLongTextsMakeTooExpensive() {
    String filter = "text=match.b{200}c$";
    with(1, LONGEST);
    long cost = cost(filter);
    RunLimits enough = new RunLimits(10, 10, cost, false);
    assertEquals(List.of(), world.ids(world.compile(filter), enough));
    RunLimits less = new RunLimits(10, 10, cost - 1, false);
    Rejection refused = assertThrows(Rejection.class, () -> world.ids(world.compile(filter), less));
    assertEquals(RejectionCode.WORK_BUDGET, refused.code());
  }

  @Test
  void shouldChargeNothingForNoText() {
    world.insert("{\"id\":1,\"text\":null}");
    String filter = "text=match.a";
    assertEquals(1 + Filter.parse(world.layout(), filter).testCost(), cost(filter));
  }

  /** As many rows of a text of 20 KiB, every tenth of gold 1. */
  private void rowsOfLongTexts(int rows) {
    String text = "a".repeat(20 << 10);
    for (int id = 0; id < rows; id++) {
      world.insert("{\"id\":" + id + ",\"gold\":" + id % 10 + ",\"text\":\"" + text + "\"}");
    }
  }

  /** What of each hundred rows of 20 KiB is tested in full. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "gold=eq.1&text=like.*b* 10",
        "text=like.*b*&gold=eq.1 10",
        "text=like.*b*&or=(gold.eq.1,gold.eq.2) 20",
        "and=(text.like.*b*,gold.eq.1) 10",
        "or=(text.like.*b*,gold.gt.1) 20",
        "gold=eq.1&text=not.like.*b* 10",
        "not.or=(text.like.*b*,gold.lt.9) 10",
        "gold=eq.1&text=like.*b*&text=like.*c* 10",
        "gold=eq.11&text=match.b 0",
        "gold=gte.0&text=match.b 100"
      })
  void shouldChargeOnlyForLongTextsThatAreTested(String filter, int tested) {
    rowsOfLongTexts(100);
    Filter compiled = Filter.parse(world.layout(), filter);
    long perByte = filter.contains("match") ? stepsPerByte("text=match.b") : 2;
    long excess = ((20 << 10) - Predicate.NOMINAL_TEXT_BYTES) * perByte / STEPS_PER_ROW;
    long all = 100 * (1 + compiled.testCost()) + tested * excess;
    assertEquals(all, cost(filter), "by pages");
    long scan = world.matchingCost("gold=gte.0");
    assertEquals(all - 100, world.matchingCost(filter) - scan, "row by row, in a command");
  }

  @Test
  void shouldLeadToTheSameRowsAndCountsAsWithoutLongTexts() {
    rowsOfLongTexts(50);
    String filter = "gold=eq.3&text=like.a*";
    assertEquals(List.of(3L, 13L, 23L, 33L, 43L), world.ids(filter));
    assertEquals(List.of(3L, 13L, 23L, 33L, 43L), world.matching(filter));
    assertEquals(List.of(13L, 23L), world.ids(filter + "&order=id&limit=2&offset=1"));
    world.ids(world.compile(filter), new RunLimits(2, 10, 1_000_000, true));
    assertEquals(5, world.runner().matched());
    assertEquals(50, world.ids("text=like.a*").size());
    assertEquals(List.of(), world.ids("gold=eq.3&text=not.like.a*"));
  }
}
