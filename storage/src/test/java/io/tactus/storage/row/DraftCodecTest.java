package io.tactus.storage.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class DraftCodecTest {
  private final RowWorld world = new RowWorld();

  @Test
  void shouldDecodeIntoADraftThatHeldARowOfMoreLeaves() {
    RowLayout wide = RowWorld.single(Field.of(0, "v", FieldType.of(TypeKind.U8).array(130)));
    RowLayout narrow = RowWorld.single(FieldType.of(TypeKind.I32));
    String row = "{\"id\":7,\"v\":1}";
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    int length = world.read(new RowDraft().reset(narrow), row).encode(buffer, 0);
    RowDraft draft = new RowDraft().reset(wide);
    draft.setLong(130, 1);
    draft.reset(narrow);
    assertEquals(length, draft.decode(buffer, 0, length));
    assertEquals(row, world.write(narrow, draft.rowAddress()));
  }

  @Test
  void shouldTakeMinusZeroForZeroWhereAnIndexCameMeanwhile() {
    RowLayout before = RowWorld.single(FieldType.of(TypeKind.F32));
    TableDefinition table = before.table();
    RowLayout after =
        new RowLayout(
            table.withContents(
                table.fields(),
                table.primaryKey(),
                List.of(new IndexDefinition("by_v", List.of("v"), IndexKind.HASH, false))));
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    int length =
        world.read(new RowDraft().reset(before), "{\"id\":7,\"v\":-0.0}").encode(buffer, 0);
    RowDraft draft = new RowDraft().reset(after);
    draft.decode(buffer, 0, length);
    assertEquals(0.0, after.field("v").getDouble(draft.rowAddress()));
  }
}
