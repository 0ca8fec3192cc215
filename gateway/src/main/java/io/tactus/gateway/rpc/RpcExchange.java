package io.tactus.gateway.rpc;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.command.SingleCommand;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.ReplyReceiver;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.Refusal;
import io.tactus.pipeline.command.CommandType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one document on their way, and their replies. When the next may start, {@link
 * RpcOrder} says. Threading: the IO thread of its peer.
 */
public final class RpcExchange implements ReplyReceiver {

  private static final Logger LOG = LoggerFactory.getLogger(RpcExchange.class);

  private final RpcPeer peer;
  private final RpcOrder order;
  private final byte[] document;
  private final Lane lane;
  private final RpcCall[] calls;
  private final boolean batch;
  private final RpcReplies replies;
  private final long startNs = System.nanoTime();
  private int next;
  private int underWay;
  private boolean answered;
  private int writes;
  private int replays;
  private long heldBytes;
  private long lastSequence;
  private long lastTick;

  RpcExchange(RpcPeer peer, RpcOrder order, byte[] document, RpcCall[] calls, boolean batch) {
    this.peer = peer;
    this.order = order;
    this.document = document;
    this.lane = peer.lane();
    this.calls = calls;
    this.batch = batch;
    this.replies = new RpcReplies(document, calls.length, this::hold);
  }

  /** Returns who made the calls. */
  public RpcPeer caller() {
    return peer;
  }

  Principal principal() {
    return peer.principal();
  }

  Lane lane() {
    return lane;
  }

  byte[] document() {
    return document;
  }

  /** Returns the length of the array that holds the document. */
  public int documentBytes() {
    return document.length;
  }

  /** Starts calls until one has to wait for others; returns whether all have started. */
  boolean startCalls() {
    while (next < calls.length && mayStart(calls[next])) {
      start(calls[next++]);
    }
    return next == calls.length;
  }

  /** Answers if all calls have started and ended. */
  void answerWhenDone() {
    if (next == calls.length && underWay == 0 && !answered) {
      answered = true;
      peer.answer(this);
    }
  }

  private boolean mayStart(RpcCall call) {
    return call.method == null || order.mayStart(call.method.writes(call));
  }

  private void begin(boolean write) {
    underWay++;
    order.begin(write);
  }

  private void end(boolean write) {
    underWay--;
    order.end(write);
  }

  /** A call has ended later than it started: others may have waited for it. */
  private void advance() {
    answerWhenDone();
    order.advance();
  }

  private void start(RpcCall call) {
    if (call.refusal != null) {
      error(call, call.refusal);
    } else if (!call.valid) {
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
            begin(false);
          }
        });
  }

  private void write(RpcCall call) {
    guarded(
        call,
        () -> {
          call.encodings++;
          call.catalog = lane.catalog();
          if (call.encodings == 1 && answeredBefore(call)) {
            return;
          }
          call.method.encode(this, call);
          OperationsEncoder encoder = lane.encoder();
          int length = encoder.end();
          Problem problem =
              lane.submit(
                  CommandType.OPERATIONS,
                  call.catalog.schemaVersion(),
                  principal().caller(),
                  peer.journalId(),
                  call.key,
                  encoder.buffer(),
                  length,
                  encoder.replyBytes(),
                  this,
                  call.element);
          if (problem == null) {
            begin(true);
          } else {
            error(call, RpcError.of(problem));
          }
        });
  }

  private boolean answeredBefore(RpcCall call) {
    call.key = call.hasOwnKey ? call.key : peer.keyOf(call.element);
    if (call.key == null) {
      return false;
    }
    boolean answered = false;
    begin(true);
    try {
      answered = lane.replay(call.key, this, call.element);
      return answered;
    } finally {
      if (!answered) {
        end(true);
      }
    }
  }

  /** A read that went to a worker is done; the result is in the workspace's writer. */
  public void readComplete(RpcCall call, Problem problem) {
    end(false);
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
    end(true);
    writes++;
    replays += reply.isReplayed() ? 1 : 0;
    call.replayed = reply.isReplayed();
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
    if (error.data() != null) {
      peer.observer().refused(error.data());
    }
    replies.error(call, error, lane.workspace().problems);
  }

  /** Appends the replies to a writer; false if there is nothing to say. */
  public boolean writeReplies(JsonWriter out) {
    return replies.write(out, batch);
  }

  /** Returns the sequence of the last command answered, or 0. */
  public long lastSequence() {
    return lastSequence;
  }

  /** Returns the tick of that command. */
  public long lastTick() {
    return lastTick;
  }

  /** Returns whether all that it wrote was written by an earlier request with the same key. */
  public boolean isReplay() {
    return replays > 0 && replays == writes;
  }

  private void hold(int bytes) {
    heldBytes += bytes;
    peer.hold(bytes);
  }

  /** Returns the bytes its peer was told to hold. */
  public long heldBytes() {
    return heldBytes;
  }

  /** Returns when the document was there, in {@link System#nanoTime} terms. */
  public long startNs() {
    return startNs;
  }

  /** Returns how many calls the document holds. */
  public int callCount() {
    return calls.length;
  }

  @Override
  public void onDefect(RuntimeException defect) {
    peer.defect(defect);
  }
}
