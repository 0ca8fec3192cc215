package io.tactus.pipeline.simulation;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.Table;

/**
 * The game code of the simulation: it moves money, refuses, fails, loops without end, changes all
 * rows in parallel, schedules and beats. {@link BankModel} says the same in plain collections.
 */
final class BankPlugin implements Plugin {
  static final int REFUSES = 1;
  static final int THROWS = 2;
  static final int LOOPS = 3;
  static final int INTEREST_TICKS = 5;
  static final int AUDIT_TICKS = 7;

  @Override
  public String name() {
    return "bank";
  }

  @Override
  public void register(Registry registry) {
    registry
        .table(BankModel.accounts(0).document())
        .procedure(
            ProcedureDefinition.named("bank.open")
                .parameter("id", "u64")
                .parameter("balance", "i64")
                .build(),
            (context, in, out) -> {
              Table accounts = context.table("accounts");
              accounts
                  .insert()
                  .set(accounts.column("id"), in.getLong("id"))
                  .set(accounts.column("balance"), in.getLong("balance"))
                  .commit();
            })
        .procedure(
            ProcedureDefinition.named("bank.move")
                .parameter("from", "u64")
                .parameter("to", "u64")
                .parameter("amount", "i64")
                .parameter("mode", "u8")
                .build(),
            (context, in, out) -> {
              add(context, in.getLong("from"), -in.getLong("amount"));
              add(context, in.getLong("to"), in.getLong("amount"));
              behave(context, in.getLong("mode"));
            })
        .procedure(
            ProcedureDefinition.named("bank.add")
                .parameter("id", "u64")
                .parameter("amount", "i64")
                .parameter("mode", "u8")
                .build(),
            (context, in, out) -> {
              add(context, in.getLong("id"), in.getLong("amount"));
              behave(context, in.getLong("mode"));
            })
        .procedure(
            ProcedureDefinition.named("bank.later")
                .parameter("id", "u64")
                .parameter("amount", "i64")
                .parameter("mode", "u8")
                .parameter("ticks", "i64")
                .parameter("micros", "i64")
                .build(),
            (context, in, out) -> {
              var arguments =
                  context
                      .argumentsFor("bank.add")
                      .setLong("id", in.getLong("id"))
                      .setLong("amount", in.getLong("amount"))
                      .setLong("mode", in.getLong("mode"));
              if (in.getLong("ticks") != 0) {
                context.scheduleAtTick(context.tick() + in.getLong("ticks"), "bank.add", arguments);
              } else {
                context.scheduleAfter(in.getLong("micros"), "bank.add", arguments);
              }
            })
        .procedure(
            ProcedureDefinition.named("bank.pay").parameter("amount", "i64").build(),
            (context, in, out) -> pay(context, in.getLong("amount")))
        .onTickWhileNotEmpty(
            "bank.interest", INTEREST_TICKS, "accounts", context -> addIfThere(context, 1, 1))
        .onTickWhileNotEmpty(
            "bank.audit",
            AUDIT_TICKS,
            "accounts",
            context -> {
              addIfThere(context, 1, 3);
              Table accounts = context.table("accounts");
              Row suspect = accounts.find(2);
              if (suspect != null && suspect.getLong(accounts.column("balance")) % 2 != 0) {
                throw new IllegalStateException("account 2 is odd");
              }
            });
  }

  private static void pay(Context context, long amount) {
    Table accounts = context.table("accounts");
    Column balance = accounts.column("balance");
    accounts
        .parallel()
        .where(row -> row.getLong(balance) % 2 == 0)
        .update(row -> row.set(balance, row.getLong(balance) + amount), balance);
  }

  private static void add(Context context, long id, long amount) {
    if (!addIfThere(context, id, amount)) {
      throw context.reject("no_account", "there is no account " + id);
    }
  }

  private static boolean addIfThere(Context context, long id, long amount) {
    Table accounts = context.table("accounts");
    Column balance = accounts.column("balance");
    Row row = accounts.find(id);
    if (row == null) {
      return false;
    }
    accounts.update(row).set(balance, row.getLong(balance) + amount).commit();
    return true;
  }

  private static void behave(Context context, long mode) {
    switch ((int) mode) {
      case REFUSES -> throw context.reject("refused", "as asked");
      case THROWS -> throw new IllegalStateException("as asked");
      case LOOPS -> {
        Table accounts = context.table("accounts");
        while (true) {
          accounts.find(1);
        }
      }
      default -> {}
    }
  }
}
