package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.SchemaLimits;
import java.util.Base64;
import java.util.function.Consumer;

/** The system table of calls that are due later. Threading: applying thread. */
public final class ScheduleTable {
  /** Its name. */
  public static final String NAME = "_schedule";

  /** The due tick of a call that is due at a time. */
  public static final long NO_TICK = Long.MAX_VALUE;

  /** The due time of a call that is due at a tick. */
  public static final long NO_TIME = SchemaLimits.MAX_TIMESTAMP_MICROS;

  /** Most bytes of an argument tuple: in base64 it must fit the table's field. */
  static final int MAX_ARGUMENT_BYTES = 600;

  private ScheduleTable() {}

  /**
   * A row of the table.
   *
   * @param arguments the argument tuple, in base64
   */
  public record Entry(long caller, String procedure, String arguments) {

    /** The argument tuple. */
    public byte[] tuple() {
      return Base64.getDecoder().decode(arguments);
    }
  }

  static long insert(
      TransactionTable table,
      long dueTick,
      long dueMicros,
      long caller,
      String procedure,
      TupleWriter arguments) {
    byte[] tuple = new byte[arguments.finish()];
    arguments.buffer().getBytes(arguments.offset(), tuple);
    if (dueMicros > NO_TIME) {
      throw new Rejection(RejectionCode.INVALID_VALUE, "a call due after the year 9999");
    }
    Row row =
        table
            .insert()
            .set(table.column("dueTick"), dueTick)
            .set(table.column("dueTime"), dueMicros)
            .set(table.column("caller"), caller)
            .set(table.column("procedure"), procedure)
            .set(table.column("arguments"), Base64.getEncoder().encodeToString(tuple))
            .commit();
    return row.getLong(table.column("id"));
  }

  /** Takes a call out of the table; null if it is not there. Within a transaction. */
  public static Entry take(TransactionContext context, long id) {
    TransactionTable table = context.anyTable(NAME);
    Row row = table.find(id);
    if (row == null) {
      return null;
    }
    Entry entry =
        new Entry(
            row.getLong(table.column("caller")),
            row.getString(table.column("procedure")),
            row.getString(table.column("arguments")));
    table.delete(row);
    return entry;
  }

  /** Shows all calls: after a start from a snapshot. */
  public static void forEach(TransactionContext context, Consumer<ScheduledCall> consumer) {
    TransactionTable table = context.anyTable(NAME);
    Scan scan = table.scan();
    while (scan.next()) {
      consumer.accept(
          new ScheduledCall(
              scan.getLong(table.column("id")),
              scan.getLong(table.column("dueTick")),
              scan.getLong(table.column("dueTime"))));
    }
  }
}
