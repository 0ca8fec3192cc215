package io.tactus.gateway.rpc;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.command.SingleCommand;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.ReplyReceiver;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.Refusal;
import io.tactus.pipeline.command.CommandType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one HTTP request on their way: which of them are under way, and when the next may
 * start. Threading: the IO thread of its request.
 */
final class RpcExchange implements ReplyReceiver {

  private static final Logger LOG = LoggerFactory.getLogger(RpcExchange.class);

  private final Request request;
  private final Lane lane;
  private final RpcCall[] calls;
  private final boolean batch;
  private final RpcReplies replies;
  private int next;
  private int writesUnderWay;
  private int readsUnderWay;
  private boolean answered;
  private long lastSequence;
  private long lastTick;

  RpcExchange(Request request, RpcCall[] calls, boolean batch) {
    this.request = request;
    this.lane = request.lane();
    this.calls = calls;
    this.batch = batch;
    this.replies = new RpcReplies(request.body(), calls.length, request.response()::hold);
  }

  Request request() {
    return request;
  }

  Principal principal() {
    return request.principal();
  }

  Lane lane() {
    return lane;
  }

  byte[] document() {
    return request.body();
  }

  /** Starts calls until one has to wait for others, and answers once all are done. */
  void advance() {
    while (next < calls.length && mayStart(calls[next])) {
      start(calls[next++]);
    }
    if (next == calls.length && writesUnderWay == 0 && readsUnderWay == 0 && !answered) {
      answered = true;
      answer();
    }
  }

  /** Writes follow each other without waiting; between writes and reads the order is kept. */
  private boolean mayStart(RpcCall call) {
    if (call.method == null) {
      return true;
    }
    return call.method.writes(call) ? readsUnderWay == 0 : writesUnderWay == 0;
  }

  private void start(RpcCall call) {
    if (!call.valid) {
      error(call, RpcError.INVALID_REQUEST);
    } else if (call.method == null) {
      error(call, RpcError.METHOD_NOT_FOUND);
    } else if (call.method.writes(call)) {
      write(call);
    } else {
      read(call);
    }
  }

  private void read(RpcCall call) {
    guarded(
        call,
        () -> {
          out().reset();
          if (call.method.read(this, call)) {
            result(call);
          } else {
            readsUnderWay++;
          }
        });
  }

  private void write(RpcCall call) {
    guarded(
        call,
        () -> {
          call.encodings++;
          call.catalog = lane.catalog();
          call.method.encode(this, call);
          OperationsEncoder encoder = lane.encoder();
          int length = encoder.end();
          Problem problem =
              lane.submit(
                  CommandType.OPERATIONS,
                  call.catalog.schemaVersion(),
                  principal().caller(),
                  encoder.buffer(),
                  length,
                  encoder.replyBytes(),
                  this,
                  call.element);
          if (problem == null) {
            writesUnderWay++;
          } else {
            error(call, RpcError.of(problem));
          }
        });
  }

  /** A read that went to a worker is done; the result is in the workspace's writer. */
  void readComplete(RpcCall call, Problem problem) {
    readsUnderWay--;
    if (problem != null) {
      error(call, RpcError.of(problem));
    } else {
      result(call);
    }
    advance();
  }

  @Override
  public void onReply(int element, Reply reply) {
    RpcCall call = calls[element];
    writesUnderWay--;
    if (reply.sequence() > lastSequence) {
      lastSequence = reply.sequence();
      lastTick = reply.tick();
    }
    switch (reply.outcome()) {
      case APPLIED ->
          guarded(
              call,
              () -> {
                out().reset();
                call.method.render(this, call, reply);
                result(call);
              });
      case REJECTED -> rejected(call, reply.rejection());
      case OUTCOME_UNKNOWN -> error(call, RpcError.of(SingleCommand.outcomeUnknown()));
    }
    advance();
  }

  private void rejected(RpcCall call, Rejection rejection) {
    if (rejection.code() == RejectionCode.SCHEMA_CHANGED
        && call.encodings < SingleCommand.MAX_ENCODINGS) {
      write(call);
      return;
    }
    boolean many = call.name.equals("db.batch") || call.name.equals("db.insert");
    error(call, RpcError.of(Problem.of(many ? rejection : rejection.withFailedIndex(-1))));
  }

  private void guarded(RpcCall call, Runnable part) {
    try {
      part.run();
    } catch (InvalidParams e) {
      error(call, RpcError.invalidParams(e.problem()));
    } catch (Refusal e) {
      error(call, RpcError.of(e.problem()));
    } catch (Rejection e) {
      error(call, RpcError.of(Problem.of(e)));
    } catch (RuntimeException e) {
      LOG.error("defect in {}", call.name, e);
      error(call, RpcError.INTERNAL);
    }
  }

  private JsonWriter out() {
    return lane.workspace().out;
  }

  private void result(RpcCall call) {
    replies.result(call, out(), lane.workspace().problems);
  }

  private void error(RpcCall call, RpcError error) {
    replies.error(call, error, lane.workspace().problems);
  }

  private void answer() {
    if (lastSequence > 0) {
      request.response().at(lastSequence, lastTick);
    }
    Workspace workspace = lane.workspace();
    workspace.out.reset();
    if (replies.write(workspace.out, batch)) {
      request.response().json(200, workspace.out);
    } else {
      request.response().empty(204);
    }
  }

  @Override
  public void onDefect(RuntimeException defect) {
    request.defect(defect);
  }
}
