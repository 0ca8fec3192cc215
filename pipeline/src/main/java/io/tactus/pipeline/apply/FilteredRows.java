package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.MalformedCommand;
import io.tactus.pipeline.command.OperationKind;
import io.tactus.pipeline.command.OperationsDecoder;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.query.Filter;
import io.tactus.storage.query.MatchingRows;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;

/**
 * Operations with a condition: decided here, on the state the command meets, never before.
 *
 * <p>Threading: applying thread. Allocates when it compiles a filter that it has not just compiled.
 */
final class FilteredRows {
  private final MatchingRows matching = new MatchingRows();
  private final Transaction transaction;
  private Filter latest;

  FilteredRows(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Refuses an operation on one row if the row is there and its condition does not hold. */
  void check(OperationsDecoder decoder, Table table, long keyAddress) {
    if (!decoder.hasWhere()) {
      return;
    }
    Filter filter = filter(decoder, table.layout());
    long row = table.find(keyAddress);
    if (row != 0 && !filter.matches(row, table, transaction.budget())) {
      throw new Rejection(RejectionCode.PRECONDITION, "the row does not match " + decoder.where())
          .withName("condition_not_met", "")
          .at(table.layout().tableName(), "");
    }
  }

  /** Changes every row that matches. */
  void update(
      OperationsDecoder decoder,
      Table table,
      RowDraft set,
      FieldOperators operators,
      ReplyEncoder out) {
    RowLayout layout = table.layout();
    Filter filter = filter(decoder, layout);
    out.beginRows(OperationKind.UPDATE_WHERE, layout);
    long affected = 0;
    transaction.beginOperation();
    matching.begin(filter, table, transaction.budget());
    while (matching.next()) {
      affected = count(decoder, affected);
      long row = table.updateAt(matching.slot(), set, operators, 0);
      if (decoder.returnRow()) {
        out.addRow(layout, row, table);
      }
    }
    transaction.endOperation();
    out.endRows(affected);
  }

  /** Deletes every row that matches. */
  void delete(OperationsDecoder decoder, Table table, ReplyEncoder out) {
    RowLayout layout = table.layout();
    Filter filter = filter(decoder, layout);
    out.beginRows(OperationKind.DELETE_WHERE, layout);
    long affected = 0;
    transaction.beginOperation();
    matching.begin(filter, table, transaction.budget());
    while (matching.next()) {
      affected = count(decoder, affected);
      if (decoder.returnRow()) {
        out.addRow(layout, matching.address(), table);
      }
      table.deleteAt(matching.slot(), 0);
    }
    transaction.endOperation();
    out.endRows(affected);
  }

  private static long count(OperationsDecoder decoder, long affected) {
    if (affected >= decoder.whereLimit()) {
      throw new Rejection(
              RejectionCode.INVALID_QUERY,
              "more rows match than the " + decoder.whereLimit() + " that may")
          .withName("max_affected", "PGRST124");
    }
    return affected + 1;
  }

  private Filter filter(OperationsDecoder decoder, RowLayout layout) {
    String text = decoder.where();
    if (text == null) {
      throw new MalformedCommand("operation " + decoder.index() + " lacks its condition");
    }
    if (latest == null || latest.layout() != layout || !latest.toString().equals(text)) {
      latest = Filter.parse(layout, text);
    }
    return latest;
  }
}
