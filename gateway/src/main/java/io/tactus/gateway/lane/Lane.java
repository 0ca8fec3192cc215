package io.tactus.gateway.lane;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.Admission;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.Submitter;
import io.tactus.pipeline.apply.KeptReplyReader;
import io.tactus.pipeline.command.CommandType;
import io.tactus.pipeline.command.KeyedCommand;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.command.RequestKey;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one IO thread owns to talk with the engine: the way in, the commands that wait, and a reader
 * of published versions.
 *
 * <pre>
 *  handler → encode → submit → PendingCommands … engine … wake → execute(drain) → onReply → send
 *                                                (applying thread)   (this IO thread again)
 * </pre>
 *
 * <p>Threading: its IO thread only, except {@link #unavailable()}: any, and {@link #wake}.
 */
public final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final EngineLink link;
  private final QueryWorkers workers;
  private final QueryBounds bounds;
  private final PendingCommands pending;
  private final long replyTimeoutNs;
  private final Workspace workspace = new Workspace();
  private final OperationsEncoder encoder = new OperationsEncoder();
  private final KeptReplyReader keptReplies = new KeptReplyReader();
  private final ExpandableDirectByteBuffer keyed = new ExpandableDirectByteBuffer();
  private final Runnable drain = this::drain;

  private Executor ioThread;
  private Submitter submitter;
  private long drainedNs;
  private Reader reader;

  /** Creates a lane that binds itself to the engine at its first use. */
  public Lane(
      EngineLink link,
      QueryWorkers workers,
      QueryBounds bounds,
      int maxPending,
      int replyTimeoutMs) {
    this.link = link;
    this.bounds = bounds;
    this.workers = workers;
    this.pending = new PendingCommands(maxPending);
    this.replyTimeoutNs = replyTimeoutMs * 1_000_000L;
  }

  /** Says which IO thread this lane belongs to; called before anything else, more than once. */
  public void bind(Executor thread) {
    ioThread = thread;
    if (submitter == null && link.engine() != null) {
      Engine engine = link.engine();
      reader = engine.store().versions().register();
      submitter = engine.submitter(this::wake);
    }
  }

  /** Returns why commands and reads cannot be served now, or null. */
  public Problem unavailable() {
    return link.unavailable();
  }

  /** Returns whether the server closes: connections are not kept then. */
  public boolean isClosing() {
    return link.isClosing();
  }

  /** Returns the engine; only routes that need it may ask. */
  public Engine engine() {
    return link.engine();
  }

  /** Returns where expensive reads go. */
  public QueryWorkers workers() {
    return workers;
  }

  /** Returns how much one query may do. */
  public QueryBounds bounds() {
    return bounds;
  }

  /** Returns this thread's reusable tools. */
  public Workspace workspace() {
    return workspace;
  }

  /** Returns the encoder of operations. */
  public OperationsEncoder encoder() {
    return encoder;
  }

  /** Returns a writer for problem documents. */
  public JsonWriter problemWriter() {
    return workspace.problems;
  }

  /** Pins the latest version; {@link #unpin()} follows on the same call stack. */
  public Version pin() {
    return reader.pin();
  }

  /** Lets go of the version, before anything is sent. */
  public void unpin() {
    reader.unpin();
  }

  /** Returns the catalog of the latest version; it is immutable, so it may be kept. */
  public Catalog catalog() {
    Version version = reader.pin();
    try {
      return version.catalog(Catalog.class);
    } finally {
      reader.unpin();
    }
  }

  /**
   * Hands a command to the engine. If this returns null, exactly one {@link ReplyReceiver#onReply}
   * follows, later; otherwise none, and the command was certainly not applied.
   *
   * @param caller who asks, for the journal and for procedures; 0 for nobody in particular
   * @param requestId by what number the journal knows the request
   * @param element given back with the reply
   * @return why it was not taken, or null
   */
  public Problem submit(
      int type,
      long schemaVersion,
      long caller,
      long requestId,
      DirectBuffer body,
      int length,
      int replyBytes,
      ReplyReceiver receiver,
      int element) {
    long correlation = pending.open(receiver, element, System.nanoTime() + replyTimeoutNs);
    if (correlation < 0) {
      return Problem.of(ProblemType.QUEUE_FULL, "Too many commands wait for their reply.");
    }
    Admission admission =
        submitter.trySubmit(
            type, schemaVersion, caller, requestId, body, 0, length, correlation, replyBytes);
    if (admission == Admission.ACCEPTED) {
      return null;
    }
    pending.cancel(correlation);
    return problem(admission);
  }

  /**
   * As the other submit, for a command that is done once, however often it is asked for.
   *
   * @param key what tells it from others, or null if it may be done again
   */
  public Problem submit(
      int type,
      long schemaVersion,
      long caller,
      long requestId,
      RequestKey key,
      DirectBuffer body,
      int length,
      int replyBytes,
      ReplyReceiver receiver,
      int element) {
    if (key == null) {
      return submit(
          type, schemaVersion, caller, requestId, body, length, replyBytes, receiver, element);
    }
    int keyedLength = KeyedCommand.encode(keyed, key, type, body, length);
    return submit(
        CommandType.KEYED,
        schemaVersion,
        caller,
        requestId,
        keyed,
        keyedLength,
        replyBytes + ReplyEncoder.REPLAYED_BYTES,
        receiver,
        element);
  }

  /**
   * Gives a receiver the reply to an earlier request with the same key, before this returns.
   *
   * @return false if none is kept: the command has to be submitted
   * @throws io.tactus.storage.Rejection if it was another request
   */
  public boolean replay(RequestKey key, ReplyReceiver receiver, int element) {
    int length;
    Version version = reader.pin();
    try {
      length = keptReplies.find(version, key, System.currentTimeMillis() * 1_000);
    } finally {
      reader.unpin();
    }
    if (length < 0) {
      return false;
    }
    receiver.onReply(element, Reply.of(Outcome.APPLIED, 0, 0, keptReplies.reply(), 0, length));
    return true;
  }

  private static Problem problem(Admission admission) {
    return switch (admission) {
      case ACCEPTED -> throw new IllegalArgumentException("accepted");
      case QUEUE_FULL -> Problem.of(ProblemType.QUEUE_FULL, "The command queue is full.");
      case TOO_LARGE -> Problem.of(ProblemType.TOO_LARGE, "The command is too large.");
      case READ_ONLY ->
          Problem.of(ProblemType.READ_ONLY, "The journal failed; the server only reads.");
      case DISK_SHORT ->
          Problem.of(
              ProblemType.READ_ONLY,
              "The disk is nearly full or does not answer; writes go on when there is room.");
      case FRAMES_EXHAUSTED ->
          Problem.of(ProblemType.QUEUE_FULL, "Slow readers hold too much memory.");
      case SHUTTING_DOWN -> Problem.of(ProblemType.SHUTTING_DOWN, "The server is closing.");
    };
  }

  /** Runs on the applying thread, which must not be hurt by an IO thread that has gone. */
  private void wake() {
    try {
      ioThread.execute(drain);
    } catch (RejectedExecutionException e) {
      LOG.warn("replies came after the port was closed; nobody is there to take them");
    }
  }

  private void drain() {
    drainedNs = System.nanoTime();
    submitter.drain(pending);
  }

  /**
   * Returns what knows the times of the command whose reply is just being looked at, or null if
   * none is.
   */
  public Submitter timesOfReply() {
    return submitter != null && submitter.hasTimes() ? submitter : null;
  }

  /** Returns when replies were last taken over, in {@link System#nanoTime} terms. */
  public long drainedNs() {
    return drainedNs;
  }

  /** Answers those whose reply does not come. */
  public void checkDeadlines(long nowNs) {
    pending.expire(nowNs);
  }

  /** Returns the commands that wait for their reply. */
  public PendingCommands pending() {
    return pending;
  }
}
