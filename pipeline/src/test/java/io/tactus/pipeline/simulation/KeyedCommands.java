package io.tactus.pipeline.simulation;

import io.tactus.pipeline.command.CommandType;
import io.tactus.pipeline.command.KeyedCommand;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.command.RequestKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts idempotency keys around commands, and sends those again that were sent before: in the same
 * run, as clients do that did not wait, or in a later one, as clients do that were told nothing.
 *
 * <p>Threading: one thread.
 */
final class KeyedCommands {
  private static final int MOST_REMEMBERED = 20;

  private final Random random;
  private final Coverage coverage;
  private final boolean forgottenAtStart;
  private final ExpandableDirectByteBuffer body = new ExpandableDirectByteBuffer(4096);
  private final List<Sent> sent = new ArrayList<>();
  private long lastKey;
  private long lastRequest;
  private long run;

  /** A request as a client may send it again, byte for byte. */
  private static final class Sent {
    private final OnceMove move;
    private final long schemaVersion;
    private final byte[] within;
    private final int replyBytes;
    private final long run;

    Sent(OnceMove move, Submission plain, long run) {
      this.move = move;
      this.schemaVersion = plain.schemaVersion();
      this.within = new byte[plain.length()];
      this.replyBytes = plain.replyBytes();
      this.run = run;
      plain.body().getBytes(0, within);
    }
  }

  /**
   * @param forgottenAtStart whether the engine is to take a key of an earlier run for a new one: a
   *     defect
   */
  KeyedCommands(Random random, Coverage coverage, boolean forgottenAtStart) {
    this.random = random;
    this.coverage = coverage;
    this.forgottenAtStart = forgottenAtStart;
  }

  /** Another run of the engine begins. */
  void nextRun() {
    run++;
  }

  /** Requests made for schemas that are no longer part of history are not sent again. */
  void forgetBehind(long schemaVersion) {
    sent.removeIf(request -> request.schemaVersion > schemaVersion);
  }

  /** The same operations under a key: mostly a new one, now and then one of another request. */
  Submission around(Submission plain) {
    boolean reused = !sent.isEmpty() && random.nextInt(6) == 0;
    long key = reused ? sent.get(random.nextInt(sent.size())).move.key() : ++lastKey;
    coverage.count(reused ? "submitted with a key of another request" : "submitted with a key");
    Sent request = new Sent(new OnceMove(key, ++lastRequest, plain.move()), plain, run);
    sent.add(request);
    if (sent.size() > MOST_REMEMBERED) {
      sent.removeFirst();
    }
    return submission(request);
  }

  /**
   * Something that was sent before, or null.
   *
   * @param schemaVersion as it is known now; requests may have been made for an older one
   */
  Submission again(long schemaVersion) {
    if (sent.isEmpty()) {
      return null;
    }
    Sent request = sent.get(random.nextInt(sent.size()));
    if (request.schemaVersion != schemaVersion && request.move.changesRowsByFilter()) {
      return null; // the model foresees those only with the unique indexes of then
    }
    coverage.count(request.run == run ? "submitted again" : "submitted again in another run");
    return submission(request);
  }

  private Submission submission(Sent request) {
    long key = request.move.key() + (forgottenAtStart ? run << Integer.SIZE : 0);
    int length =
        KeyedCommand.encode(
            body,
            new RequestKey(key, ~key, request.move.request(), 0),
            CommandType.OPERATIONS,
            new UnsafeBuffer(request.within),
            request.within.length);
    return new Submission(
        CommandType.KEYED,
        request.schemaVersion,
        body,
        length,
        request.replyBytes + ReplyEncoder.REPLAYED_BYTES,
        request.move);
  }
}
