package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.command.SchemaCommand;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChangeJson;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Applies SCHEMA commands. */
final class SchemaHandler implements CommandHandler {
  private final ApplyState state;

  SchemaHandler(ApplyState state) {
    this.state = state;
  }

  @Override
  public void apply(Command command, DirectBuffer body, int offset, int length, ReplyEncoder out) {
    SchemaCommand change = SchemaCommand.decode(body, offset, length);
    Transaction transaction = state.transaction();
    switch (change.kind()) {
      case CREATE_TABLE -> transaction.createTable(parse(change));
      case DROP_TABLE -> transaction.dropTable(change.document());
      case ENSURE_TABLE -> ensure(transaction, parse(change));
      case CHANGE -> {
        byte[] json = change.document().getBytes(StandardCharsets.UTF_8);
        transaction.change(SchemaChangeJson.parse(json, 0, json.length));
      }
    }
  }

  private static TableDefinition parse(SchemaCommand change) {
    byte[] json = change.document().getBytes(StandardCharsets.UTF_8);
    return SchemaJson.parseTable(json, 0, json.length);
  }

  private static void ensure(Transaction transaction, TableDefinition wanted) {
    TableMeta present = transaction.catalog().table(wanted.name());
    if (present == null) {
      transaction.createTable(wanted);
    } else if (!Arrays.equals(
        SchemaJson.printTable(present.definition()), SchemaJson.printTable(wanted))) {
      throw new Rejection(
              RejectionCode.CONFLICT, "the table " + wanted.name() + " is there with other fields")
          .withName("table_differs", "")
          .at(wanted.name(), "");
    }
  }
}
