package io.tactus.gateway.lane;

/** Whoever submitted a command and waits for its reply. Threading: one IO thread. */
public interface ReplyReceiver {

  /**
   * The one reply to a command. An exception thrown here is the receiver's own defect and must not
   * keep others from their replies: {@link PendingCommands} hands it to {@link #onDefect}.
   *
   * @param element the number the receiver gave the command, to tell several of its own apart
   * @param reply valid during this call
   */
  void onReply(int element, Reply reply);

  /** {@link #onReply} threw. */
  void onDefect(RuntimeException defect);
}
