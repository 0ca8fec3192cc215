package io.tactus.gateway.command;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.ReplyReceiver;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.command.CommandType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.RequestKey;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.Catalog;
import org.agrona.DirectBuffer;

/**
 * One command that answers one request: encoded, handed over, awaited, and encoded anew if its
 * table changed in between.
 *
 * <p>Threading: the IO thread of its request. One per request, so that a late reply can never meet
 * the next one.
 */
public abstract class SingleCommand implements ReplyReceiver {

  /** The request to answer. */
  protected final Request request;

  /** The lane of the request's IO thread. */
  protected final Lane lane;

  /**
   * How often a command is encoded anew. Once is what a schema change in between takes; the others
   * are for whoever changes a table many times in a row.
   */
  public static final int MAX_ENCODINGS = 4;

  private Catalog catalog;
  private RequestKey key;
  private int encodings;

  /** Creates the command for a request. */
  protected SingleCommand(Request request) {
    this.request = request;
    this.lane = request.lane();
  }

  /**
   * Encodes against the catalog and submits to the lane.
   *
   * @return why it was not taken, or null
   */
  protected abstract Problem submit(Catalog encodedAgainst);

  /** Ends the lane's encoder and hands its operations over, or has them tried out. */
  protected final Problem submitOperations(Catalog encodedAgainst) {
    OperationsEncoder encoder = lane.encoder();
    int length = encoder.end();
    return submit(
        CommandType.OPERATIONS,
        encodedAgainst.schemaVersion(),
        encoder.buffer(),
        length,
        encoder.replyBytes());
  }

  /** Hands a command over, or has it tried out. */
  protected final Problem submit(
      int type, long schemaVersion, DirectBuffer body, int length, int replyBytes) {
    if (isDryRun()) {
      DryRuns.submit(request, type, schemaVersion, body, length, this::tried, request::refuse);
      return null;
    }
    return lane.submit(
        type,
        schemaVersion,
        request.principal().caller(),
        request.journalId(),
        key,
        body,
        length,
        replyBytes,
        this,
        0);
  }

  /** Whether the command is only tried out: nothing is journaled, and the reply has no place. */
  protected boolean isDryRun() {
    return false;
  }

  private void tried(DryRuns.Trial trial) {
    onReply(0, trial.asReply());
  }

  /** Answers with what the command did; sequence and tick are in the reply headers already. */
  protected abstract void applied(Reply reply);

  /** Returns the problem a rejection is answered with; overridden where HTTP has its own word. */
  protected Problem problem(Rejection rejection) {
    return withoutIndex(rejection);
  }

  /** Submits, or answers why not. */
  public final void start() {
    encodings++;
    catalog = lane.catalog();
    if (encodings == 1 && !isDryRun() && answeredBefore()) {
      return;
    }
    Problem problem = submit(catalog);
    if (problem != null) {
      request.refuse(problem);
    }
  }

  private boolean answeredBefore() {
    IdempotencyKeys keys = IdempotencyKeys.of(request);
    if (keys == null) {
      return false;
    }
    key = keys.of(0);
    return lane.replay(key, this, 0);
  }

  /** Returns the catalog the command was encoded against. */
  protected final Catalog catalog() {
    return catalog;
  }

  @Override
  public final void onReply(int element, Reply reply) {
    request.handle(() -> receive(reply));
  }

  private void receive(Reply reply) {
    if (reply.isReplayed()) {
      request.response().header("Idempotency-Replayed", "true");
    }
    if (reply.sequence() > 0 && !isDryRun()) {
      request.response().at(reply.sequence(), reply.tick());
    }
    switch (reply.outcome()) {
      case APPLIED -> applied(reply);
      case REJECTED -> rejected(reply.rejection());
      case OUTCOME_UNKNOWN -> request.refuse(outcomeUnknown());
    }
  }

  private void rejected(Rejection rejection) {
    if (rejection.code() == RejectionCode.SCHEMA_CHANGED && encodings < MAX_ENCODINGS) {
      start();
      return;
    }
    request.refuse(
        rejection.code() == RejectionCode.NOT_SINGULAR
            ? SingleRow.problem(
                "The row lacks the related rows asked for; nothing was changed.", "0")
            : problem(rejection));
  }

  /** A command of one operation need not say which of its operations was refused. */
  protected static Problem withoutIndex(Rejection rejection) {
    return Problem.of(rejection.withFailedIndex(-1));
  }

  /** Returns what a client is told when no reply came, or the journal failed before it did. */
  public static Problem outcomeUnknown() {
    return Problem.of(
        ProblemType.OUTCOME_UNKNOWN,
        "The server cannot say whether the command was applied; look before you try again.");
  }

  @Override
  public final void onDefect(RuntimeException defect) {
    request.defect(defect);
  }
}
