package io.tactus.pipeline.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.pipeline.procedure.Column;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What game code gets that keeps a column while the schema changes. */
class TableColumnTest {

  private static RowLayout layout(String... names) {
    List<Field> fields =
        Stream.of(names).map(name -> Field.of(0, name, FieldType.parse("u64"))).toList();
    return new RowLayout(TableDefinition.of(1, "t", fields, List.of(names[0])).withIds(1));
  }

  @Test
  void shouldBeTheFieldOfItsNameWhereverItLiesNow() {
    RowLayout before = layout("id", "gold", "skill");
    RowLayout after = layout("skill", "id");
    Column skill = new TableColumn(before.field("skill"));

    assertSame(before.field(2), TableColumn.in(before, skill));
    assertEquals(0, TableColumn.in(after, skill).ordinal());
    Column gold = new TableColumn(before.field("gold"));
    assertThrows(IllegalArgumentException.class, () -> TableColumn.in(after, gold));
  }
}
