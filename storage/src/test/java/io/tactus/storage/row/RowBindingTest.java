package io.tactus.storage.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class RowBindingTest {

  private static final Field ID = Field.of(1, "id", FieldType.of(TypeKind.U64));
  private static final Field GOLD = Field.of(2, "gold", FieldType.of(TypeKind.I32)).asNullable();
  private static final Field NAME = Field.of(3, "name", FieldType.string(8));

  private final RowWorld world = new RowWorld();
  private final RowDraft draft = new RowDraft();

  private static RowLayout layout(Field... fields) {
    return new RowLayout(TableDefinition.of(1, "t", List.of(fields), List.of("id")));
  }

  private String bind(RowLayout older, RowLayout newer, String row) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    RowDraft given = world.read(new RowDraft().reset(older), row);
    int length = given.encode(buffer, 3);
    assertEquals(length, new RowBinding(older, newer).decode(buffer, 3, 3 + length, draft));
    return world.write(newer, draft.rowAddress());
  }

  @Test
  void shouldFollowRenamesMovesAndNewFields() {
    RowLayout older = layout(ID, GOLD, NAME);
    Field renamed = Field.of(3, "title", FieldType.string(300));
    Field added = Field.of(4, "level", FieldType.of(TypeKind.U8)).asNullable();
    RowLayout newer = layout(added, renamed, ID, GOLD);
    assertEquals(
        "{\"level\":0,\"title\":\"né\",\"id\":7,\"gold\":-5}",
        bind(older, newer, "{\"id\":7,\"gold\":-5,\"name\":\"né\"}"));
    assertFalse(draft.isPresent(0));
    assertEquals(3, draft.presentCount());
  }

  @Test
  void shouldCarryNullsAndLeaveOutWhatWasNotGiven() {
    RowLayout newer = layout(GOLD, ID);
    assertEquals(
        "{\"gold\":null,\"id\":7}",
        bind(layout(ID, GOLD, NAME), newer, "{\"id\":7,\"gold\":null}"));
  }

  @Test
  void shouldRefuseAGivenFieldThatIsGone() {
    RowLayout older = layout(ID, GOLD, NAME);
    RowLayout newer = layout(ID, NAME);
    Rejection refused =
        assertThrows(Rejection.class, () -> bind(older, newer, "{\"id\":7,\"gold\":1}"));
    assertEquals(RejectionCode.SCHEMA_CHANGED, refused.code());
    assertEquals("schema_changed", refused.name());
    assertEquals("gold", refused.field());
    assertEquals("{\"id\":7,\"name\":\"x\"}", bind(older, newer, "{\"id\":7,\"name\":\"x\"}"));
  }

  @Test
  void shouldRefuseAnotherFieldOfTheSameName() {
    RowLayout newer = layout(ID, Field.of(9, "gold", FieldType.of(TypeKind.I32)));
    assertThrows(Rejection.class, () -> bind(layout(ID, GOLD), newer, "{\"id\":7,\"gold\":1}"));
  }

  @Test
  void shouldRefuseAChangedType() {
    RowLayout newer = layout(ID, Field.of(2, "gold", FieldType.of(TypeKind.I64)));
    Rejection refused =
        assertThrows(Rejection.class, () -> bind(layout(ID, GOLD), newer, "{\"id\":7,\"gold\":1}"));
    assertEquals(RejectionCode.SCHEMA_CHANGED, refused.code());
  }

  @Test
  void shouldCheckAgainstTheNewerRules() {
    RowLayout older = layout(ID, GOLD, NAME);
    RowLayout bounded = layout(ID, GOLD.withBounds(Literal.ofLong(0), null));
    Rejection below =
        assertThrows(Rejection.class, () -> bind(older, bounded, "{\"id\":7,\"gold\":-1}"));
    assertEquals(RejectionCode.CHECK, below.code());
    RowLayout shorter = layout(ID, Field.of(3, "name", FieldType.string(2)));
    Rejection tooLong =
        assertThrows(Rejection.class, () -> bind(older, shorter, "{\"id\":7,\"name\":\"abc\"}"));
    assertEquals("value_too_long", tooLong.name());
    RowLayout required = layout(ID, Field.of(2, "gold", FieldType.of(TypeKind.I32)));
    Rejection nothing =
        assertThrows(Rejection.class, () -> bind(older, required, "{\"id\":7,\"gold\":null}"));
    assertEquals(RejectionCode.NOT_NULL, nothing.code());
  }

  @Test
  void shouldTellWhetherKeysStillMeanTheSame() {
    RowLayout older = layout(ID, GOLD);
    Field renamed = Field.of(1, "number", FieldType.of(TypeKind.U64));
    RowLayout same = new RowLayout(TableDefinition.of(1, "t", List.of(renamed), List.of("number")));
    new RowBinding(older, same).demandSameKey();
    RowLayout other = layout(Field.of(5, "id", FieldType.of(TypeKind.U64)));
    Rejection refused =
        assertThrows(Rejection.class, () -> new RowBinding(older, other).demandSameKey());
    assertEquals("schema_changed", refused.name());
  }
}
