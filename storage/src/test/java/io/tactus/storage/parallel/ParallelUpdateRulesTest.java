package io.tactus.storage.parallel;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.alteration.SchemaChange;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.row.RowLayout;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which fields may be changed without a look at the indexes. */
class ParallelUpdateRulesTest {
  private final Store store = Store.create(StoreConfig.ofBytes(8 << 20, 7));

  @AfterEach
  void close() {
    store.close();
  }

  private RowLayout layout(String nullable) {
    byte[] json =
        """
        {"name":"t","fields":[{"name":"id","type":"u8"},
          {"name":"at","type":"f32[2]","nullable":NULLABLE}],
         "primaryKey":["id"],
         "indexes":[{"name":"by_x","fields":["at.0"],"kind":"ordered"}]}"""
            .replace("NULLABLE", nullable)
            .getBytes(StandardCharsets.UTF_8);
    store.transaction().begin(1);
    store.transaction().change(new SchemaChange.CreateTable(JsonNode.parse(json, 0, json.length)));
    store.transaction().commit((meta, operation, from, to) -> {});
    return store.table("t").layout();
  }

  @Test
  void shouldRefuseAPartThatIsNullTogetherWithAnIndexedOne() {
    RowLayout layout = layout("true");
    assertThrows(
        IllegalArgumentException.class,
        () -> ParallelUpdate.requireChangeable(layout, layout.field("at.1")));
  }

  @Test
  void shouldAllowAPartBesideAnIndexedOneThatIsNeverNull() {
    RowLayout layout = layout("false");
    ParallelUpdate.requireChangeable(layout, layout.field("at.1"));
  }
}
