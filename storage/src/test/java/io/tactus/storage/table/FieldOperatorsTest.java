package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.TableBuilder;
import org.junit.jupiter.api.Test;

class FieldOperatorsTest extends PlayersFixture {

  @Test
  void shouldApplyOperatorsWithinBoundsOnly() {
    insertPlayer("ada");
    assertEquals(
        95, gold(players.update(key.of(1), null, operator(GOLD, UpdateOperator.ADD, -5), 0)));
    assertRejected(
        RejectionCode.CHECK,
        "check_violation",
        () -> players.update(key.of(1), null, operator(GOLD, UpdateOperator.ADD, -96), 0));
    assertRejected(
        RejectionCode.INVALID_VALUE,
        "value_out_of_range",
        () ->
            players.update(key.of(1), null, operator(GOLD, UpdateOperator.ADD, Long.MAX_VALUE), 0));
    assertEquals(95, gold(players.find(key.of(1))));
    assertEquals(
        50, gold(players.update(key.of(1), null, operator(GOLD, UpdateOperator.MINIMUM, 50), 0)));
    assertEquals(
        50, gold(players.update(key.of(1), null, operator(GOLD, UpdateOperator.MINIMUM, 60), 0)));
    assertEquals(
        60, gold(players.update(key.of(1), null, operator(GOLD, UpdateOperator.MAXIMUM, 60), 0)));
    assertThrows(
        Rejection.class,
        () -> players.update(key.of(1), null, operator(NOTE, UpdateOperator.ADD, 1), 0));
    assertThrows(
        Rejection.class,
        () -> players.update(key.of(1), null, operator(NAME, UpdateOperator.ADD, 1), 0));
  }

  @Test
  void shouldAddExactlyAtTheEdgesOfUnsignedAndSignedTypes() {
    Table numbers =
        inOpenTransaction(
            TableBuilder.table("numbers")
                .field("id", "u64")
                .field("u64", "u64")
                .field("i64", "i64")
                .field("u8", "u8")
                .field("f32", "f32")
                .key("id"));
    draft.reset(numbers.layout());
    draft.setLong(0, 1);
    draft.setLong(1, -1L);
    draft.setLong(2, Long.MIN_VALUE);
    draft.setLong(3, 250);
    draft.setDouble(4, Float.MAX_VALUE);
    numbers.insert(draft);
    assertRefusesSum(numbers, 1, UpdateOperator.ADD, 1);
    assertRefusesSum(numbers, 1, UpdateOperator.ADD_UNSIGNED, 1);
    assertSum(numbers, 1, UpdateOperator.ADD, -1, -2L);
    assertSum(numbers, 1, UpdateOperator.ADD, Long.MIN_VALUE, Long.MAX_VALUE - 1);
    assertSum(numbers, 1, UpdateOperator.ADD_UNSIGNED, Long.MIN_VALUE, -2L);
    assertSum(numbers, 1, UpdateOperator.MAXIMUM, 5, -2L);
    assertSum(numbers, 1, UpdateOperator.MINIMUM, 5, 5);
    assertRefusesSum(numbers, 1, UpdateOperator.ADD, -6);
    assertRefusesSum(numbers, 2, UpdateOperator.ADD, -1);
    assertSum(numbers, 2, UpdateOperator.ADD_UNSIGNED, -1L, Long.MAX_VALUE);
    assertRefusesSum(numbers, 2, UpdateOperator.ADD_UNSIGNED, 1);
    assertSum(numbers, 3, UpdateOperator.ADD, 5, 255);
    assertRefusesSum(numbers, 3, UpdateOperator.ADD, 1);
    assertSum(numbers, 3, UpdateOperator.ADD, -255, 0);
    assertRefusesSum(numbers, 4, UpdateOperator.ADD, Double.doubleToRawLongBits(Float.MAX_VALUE));
  }

  private void assertSum(Table table, int ordinal, UpdateOperator how, long operand, long sum) {
    long row = table.update(key.of(1), null, operator(ordinal, how, operand), 0);
    assertEquals(sum, table.layout().field(ordinal).getLong(row));
  }

  private void assertRefusesSum(Table table, int ordinal, UpdateOperator how, long operand) {
    assertRejected(
        RejectionCode.INVALID_VALUE,
        "value_out_of_range",
        () -> table.update(key.of(1), null, operator(ordinal, how, operand), 0));
  }
}
