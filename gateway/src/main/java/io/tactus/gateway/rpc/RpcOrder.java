package io.tactus.gateway.rpc;

import java.util.ArrayDeque;

/**
 * The order in which the calls of one peer start, over all its documents: in the order they came.
 * Writes follow each other without waiting; between writes and reads each waits for the others, so
 * that a read sees what was written before it and nothing of what was written after.
 *
 * <p>Threading: the IO thread of the peer.
 */
public final class RpcOrder {

  private final ArrayDeque<RpcExchange> starting = new ArrayDeque<>();
  private int writesUnderWay;
  private int readsUnderWay;
  private boolean advancing;

  /** Adds a document behind all others, and starts what may start. */
  void add(RpcExchange exchange) {
    starting.add(exchange);
    advance();
  }

  /** Starts calls until one has to wait for others. */
  void advance() {
    if (advancing) {
      return; // a call that started has ended at once; the loop below goes on with the next
    }
    advancing = true;
    try {
      while (!starting.isEmpty() && starting.peek().startCalls()) {
        starting.poll().answerWhenDone();
      }
    } finally {
      advancing = false;
    }
  }

  boolean mayStart(boolean write) {
    return write ? readsUnderWay == 0 : writesUnderWay == 0;
  }

  void begin(boolean write) {
    if (write) {
      writesUnderWay++;
    } else {
      readsUnderWay++;
    }
  }

  void end(boolean write) {
    if (write) {
      writesUnderWay--;
    } else {
      readsUnderWay--;
    }
  }

  /** Returns whether no call waits or is under way. */
  public boolean isIdle() {
    return starting.isEmpty() && writesUnderWay == 0 && readsUnderWay == 0;
  }
}
