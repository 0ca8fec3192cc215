package io.tactus.pipeline.simulation;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.model.ModelTable;
import io.tactus.storage.model.RowWrite;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Operations as one transaction. Each is a {@link RowWrite} or a {@link BankModel.Call}.
 *
 * @param deferred whether references are looked at when all is done
 * @param schemaVersion what it was encoded against
 */
record BatchMove(List<Object> operations, boolean deferred, long schemaVersion) implements Move {

  @Override
  public Judgement judge(World before, Entry entry) {
    World after = before.copy();
    for (int i = 0; i < operations.size(); i++) {
      Set<RejectionCode> refused = apply(after, operations.get(i), entry);
      if (!refused.isEmpty()) {
        return new Judgement(refused, i, before);
      }
    }
    if (deferred && !after.store.isWhole()) {
      return new Judgement(EnumSet.of(RejectionCode.REFERENCE), -1, before);
    }
    return new Judgement(Set.of(), -1, after);
  }

  private Set<RejectionCode> apply(World world, Object operation, Entry entry) {
    if (operation instanceof BankModel.Call call) {
      return BankModel.call(world, call, entry.sequence, entry.tick);
    }
    RowWrite write = (RowWrite) operation;
    ModelTable table = world.store.table(write.tableId());
    if (table == null || table.layoutVersion > schemaVersion) {
      return EnumSet.of(RejectionCode.SCHEMA_CHANGED);
    }
    return write.applyTo(world.store, entry.sequence, deferred);
  }

  @Override
  public String toString() {
    return (deferred ? "DEFERRED " : "") + operations;
  }
}
