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
                  Field.of(0, "text", FieldType.of(TypeKind.TEXT)).asNullable()),
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
}
