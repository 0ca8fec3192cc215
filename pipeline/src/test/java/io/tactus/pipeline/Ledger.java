package io.tactus.pipeline;

import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.storage.row.RowDraft;

/** A table with something in it, for tests of what is kept on disk. */
final class Ledger {
  private Ledger() {}

  static void create(EngineClient client) {
    client.createTable(EngineTest.PLAYERS).expectApplied();
  }

  static EngineClient.Reply insert(EngineClient client, long gold) {
    RowDraft draft = new RowDraft().reset(client.layout("players"));
    draft.setString(1, "player " + gold);
    draft.setLong(2, gold);
    return client.operations(new OperationsEncoder().begin().insert(draft, false));
  }
}
