package io.tactus.perf.storage;

import io.tactus.storage.Store;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import java.util.List;

/** A store with one table that has two ordered indexes; ids 1 to n, everything published. */
final class GuildStore implements AutoCloseable {
  static final int GOLD = 1;
  static final int LEVEL = 3;
  static final int BY_GOLD = 1;

  final Store store;
  final TableMeta meta;
  final Table table;
  private final CommandStore commands;
  private final RowDraft draft = new RowDraft();

  GuildStore(int rows) {
    commands = new CommandStore(rows * 400L);
    store = commands.store;
    table =
        commands.create(
            new TableDefinition(
                0,
                "guilds",
                List.of(
                    Field.of(0, "id", FieldType.of(TypeKind.I64)),
                    Field.of(0, "gold", FieldType.of(TypeKind.I64)),
                    Field.of(0, "skill", FieldType.of(TypeKind.F64)),
                    Field.of(0, "level", FieldType.of(TypeKind.I32)),
                    Field.of(0, "wins", FieldType.of(TypeKind.I32)),
                    Field.of(0, "name", FieldType.string(31))),
                List.of("id"),
                List.of(
                    new IndexDefinition("by_gold", List.of("gold"), IndexKind.ORDERED, false),
                    new IndexDefinition("by_skill", List.of("skill"), IndexKind.ORDERED, false))));
    meta = table.meta();
    commands.fill(rows, this::insert);
  }

  void begin() {
    commands.begin();
  }

  void commit() {
    commands.commit();
  }

  void insert(long id) {
    draft.reset(meta.layout());
    draft.setLong(0, id);
    draft.setLong(GOLD, PlayerStore.goldOf(id));
    draft.setDouble(2, PlayerStore.skillOf(id));
    draft.setLong(LEVEL, levelOf(id));
    draft.setLong(4, winsOf(id));
    draft.setString(5, "guild");
    table.insert(draft);
  }

  /**
   * Changes both indexed fields.
   *
   * @param key address of the key image
   */
  void update(long key, long seed) {
    draft.reset(meta.layout());
    draft.setLong(GOLD, PlayerStore.goldOf(seed));
    draft.setDouble(2, PlayerStore.skillOf(seed));
    table.update(key, draft, null, 0);
  }

  static int levelOf(long id) {
    return (int) (PlayerStore.goldOf(id * 3) & 63);
  }

  static int winsOf(long id) {
    return (int) (PlayerStore.goldOf(id * 7) & 1023);
  }

  @Override
  public void close() {
    commands.close();
  }
}
