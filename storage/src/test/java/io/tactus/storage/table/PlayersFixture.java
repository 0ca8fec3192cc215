package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.KeyImage;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store with a table of players and an open transaction; audited after each test. */
abstract class PlayersFixture {
  static final int ID = 0;
  static final int NAME = 1;
  static final int GOLD = 2;
  static final int NOTE = 3;

  final Store store = Store.create(StoreConfig.ofBytes(32 << 20, 7));
  final Transaction transaction = store.transaction();
  final KeyImage key = new KeyImage();
  final RowDraft draft = new RowDraft();
  final FieldOperators operators = new FieldOperators();
  Table players;

  @BeforeEach
  void createPlayers() {
    players = create(TableBuilder.players("players"));
    transaction.begin(10);
  }

  @AfterEach
  void checkAndClose() {
    if (transaction.isOpen()) {
      transaction.commit(ChangeSink.NONE);
    }
    Store.audit(store.publish(100, 0, 0));
    key.close();
    store.close();
  }

  Table create(TableDefinition definition) {
    transaction.begin(1);
    TableMeta meta = transaction.createTable(definition);
    transaction.commit(ChangeSink.NONE);
    return store.table(meta.id());
  }

  long insertPlayer(String name) {
    draft.reset(players.layout());
    draft.setString(NAME, name);
    return players.insert(draft);
  }

  RowDraft set(int ordinal, long value) {
    draft.reset(players.layout());
    draft.setLong(ordinal, value);
    return draft;
  }

  FieldOperators operator(int ordinal, UpdateOperator operator, long operand) {
    operators.clear();
    operators.add(ordinal, operator, operand);
    return operators;
  }

  long gold(long row) {
    return players.layout().field(GOLD).getLong(row);
  }

  long id(long row) {
    return players.layout().field(ID).getLong(row);
  }

  static void assertRejected(RejectionCode code, String name, Runnable action) {
    Rejection rejection = assertThrows(Rejection.class, action::run);
    assertEquals(code, rejection.code());
    assertEquals(name, rejection.name());
  }

  Table inOpenTransaction(TableDefinition definition) {
    return transaction.table(transaction.createTable(definition).id());
  }
}
