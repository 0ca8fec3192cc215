package io.tactus.pipeline.simulation;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.model.ModelDraft;
import io.tactus.storage.model.ModelField;
import io.tactus.storage.model.ModelRow;
import io.tactus.storage.model.ModelRows;
import io.tactus.storage.model.ModelTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What {@link BankPlugin} does, done to a model. Stateless. */
final class BankModel {
  static final long RICHEST = 1000;
  private static final Set<RejectionCode> DONE = Set.of();
  private static final int BALANCE = 1;

  private BankModel() {}

  /** The table the plug-in needs. */
  static ModelTable accounts(int id) {
    List<ModelField> fields =
        List.of(
            ModelField.of("id", "u64"),
            ModelField.of("balance", "i64").withBounds(0L, RICHEST),
            ModelField.of("note", "text").asNullable(true));
    return new ModelTable(id, "accounts", fields, List.of("id"), List.of());
  }

  /** A call of a procedure with its arguments, in order. */
  record Call(String procedure, List<Long> arguments) {}

  /** Does a call; returns why it may be refused, and the world is to be thrown away then. */
  static Set<RejectionCode> call(World world, Call call, long sequence, long tick) {
    List<Long> in = call.arguments();
    return switch (call.procedure()) {
      case "bank.open" -> open(world, in.get(0), in.get(1), sequence);
      case "bank.move" -> {
        Set<RejectionCode> refused = add(world, in.get(0), -in.get(2), sequence);
        if (refused.isEmpty()) {
          refused = add(world, in.get(1), in.get(2), sequence);
        }
        yield refused.isEmpty() ? behave(in.get(3)) : refused;
      }
      case "bank.add" -> {
        Set<RejectionCode> refused = add(world, in.get(0), in.get(1), sequence);
        yield refused.isEmpty() ? behave(in.get(2)) : refused;
      }
      case "bank.later" -> {
        Call later = new Call("bank.add", in.subList(0, 3));
        if (in.get(3) != 0) {
          world.schedule(later, Math.max(tick + in.get(3), tick + 1), Long.MAX_VALUE);
        } else {
          world.schedule(later, Long.MAX_VALUE, world.tickTimeMicros(tick) + in.get(4));
        }
        yield DONE;
      }
      case "bank.pay" -> pay(world, in.get(0), sequence);
      default -> throw new IllegalArgumentException(call.procedure());
    };
  }

  /** A beat: the calls that are due in the order they were scheduled, then the handlers. */
  static void tick(World world, long number, long skipped, long sequence, Coverage coverage) {
    for (World.Waiting waiting : world.takeDue(number)) {
      World tried = world.copy();
      boolean done = call(tried, waiting.call(), sequence, number).isEmpty();
      coverage.count(done ? "scheduled call done" : "scheduled call refused");
      if (done) {
        world.become(tried);
      }
    }
    long previous = number - 1 - skipped;
    if (isDue(BankPlugin.INTEREST_TICKS, previous, number) && !table(world).rows.isEmpty()) {
      addIfThere(world, 1, 1, sequence);
      coverage.count("tick handler done");
    }
    if (isDue(BankPlugin.AUDIT_TICKS, previous, number) && !table(world).rows.isEmpty()) {
      ModelRow suspect = table(world).rows.get(List.<Object>of(2L));
      boolean odd = suspect != null && balance(suspect) % 2 != 0;
      if (!odd) {
        addIfThere(world, 1, 3, sequence);
      }
      coverage.count(odd ? "tick handler refused" : "tick handler done");
    }
  }

  static boolean isDue(int every, long previous, long number) {
    return Math.floorDiv(number, every) > Math.floorDiv(previous, every);
  }

  private static ModelTable table(World world) {
    return world.store.tables.get("accounts");
  }

  private static ModelRows rows(World world, long sequence) {
    return new ModelRows(world.store, table(world), sequence, false);
  }

  private static Set<RejectionCode> open(World world, long id, long balance, long sequence) {
    ModelDraft draft = new ModelDraft();
    draft.put(table(world), 0, List.of(id));
    draft.put(table(world), BALANCE, List.of(balance));
    return balance < 0 || balance > RICHEST
        ? EnumSet.of(RejectionCode.CHECK)
        : rows(world, sequence).insert(draft);
  }

  private static Set<RejectionCode> add(World world, long id, long amount, long sequence) {
    return table(world).rows.containsKey(List.<Object>of(id))
        ? addIfThere(world, id, amount, sequence)
        : EnumSet.of(RejectionCode.PROCEDURE);
  }

  private static Set<RejectionCode> addIfThere(World world, long id, long amount, long sequence) {
    ModelRow row = table(world).rows.get(List.<Object>of(id));
    if (row == null) {
      return DONE;
    }
    long sum = balance(row) + amount;
    if (sum < 0 || sum > RICHEST) {
      return EnumSet.of(RejectionCode.CHECK);
    }
    ModelDraft set = new ModelDraft();
    set.put(table(world), BALANCE, List.of(sum));
    return rows(world, sequence).update(List.of(id), set, List.of(), 0, null);
  }

  private static Set<RejectionCode> pay(World world, long amount, long sequence) {
    List<ModelRow> even =
        table(world).rows.values().stream().filter(row -> balance(row) % 2 == 0).toList();
    for (ModelRow row : even) {
      long id = (Long) row.columns().get(0).get(0);
      Set<RejectionCode> refused = addIfThere(world, id, amount, sequence);
      if (!refused.isEmpty()) {
        return refused;
      }
    }
    return DONE;
  }

  private static long balance(ModelRow row) {
    return (Long) row.columns().get(BALANCE).get(0);
  }

  private static Set<RejectionCode> behave(long mode) {
    return switch ((int) mode) {
      case BankPlugin.REFUSES -> EnumSet.of(RejectionCode.PROCEDURE);
      case BankPlugin.THROWS -> EnumSet.of(RejectionCode.PROCEDURE_FAILED);
      case BankPlugin.LOOPS -> EnumSet.of(RejectionCode.WORK_BUDGET);
      default -> DONE;
    };
  }
}
