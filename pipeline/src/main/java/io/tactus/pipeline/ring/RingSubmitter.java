package io.tactus.pipeline.ring;

import io.tactus.pipeline.Admission;
import io.tactus.pipeline.EngineClock;
import io.tactus.pipeline.EngineHealth;
import io.tactus.pipeline.EngineStatus;
import io.tactus.pipeline.ReplyHandler;
import io.tactus.pipeline.Submitter;
import io.tactus.storage.Store;
import org.agrona.DirectBuffer;

/** The {@link Submitter} over the ring. Threading: one thread; allocates nothing. */
public final class RingSubmitter implements Submitter {
  private final CommandRing ring;
  private final LargeBuffers largeBuffers;
  private final ReplyRing replies;
  private final EngineHealth health;
  private final EngineClock clock;
  private final Store store;
  private final ReclaimFrames reclaim;
  private final AdmissionLimits limits;

  /** Creates a submitter whose replies go to {@code replies}. */
  public RingSubmitter(
      CommandRing ring,
      LargeBuffers largeBuffers,
      ReplyRing replies,
      EngineHealth health,
      EngineClock clock,
      Store store,
      ReclaimFrames reclaim,
      AdmissionLimits limits) {
    this.ring = ring;
    this.largeBuffers = largeBuffers;
    this.replies = replies;
    this.health = health;
    this.clock = clock;
    this.store = store;
    this.reclaim = reclaim;
    this.limits = limits;
  }

  @Override
  public Admission trySubmit(
      int type,
      long schemaVersion,
      long caller,
      long requestId,
      DirectBuffer body,
      int offset,
      int length,
      long correlation,
      int replyBytes) {
    Admission refusal = refusal(length);
    if (refusal != null) {
      return refusal;
    }
    int reservedBytes =
        Math.max(limits.minReplyBytes(), Math.min(replyBytes, replies.maxBodyBytes()));
    LargeBuffer large = null;
    if (length > ring.slotBytes()) {
      large = largeBuffers.tryTake();
      if (large == null) {
        return Admission.QUEUE_FULL;
      }
    }
    if (!replies.tryReserve(reservedBytes)) {
      giveBack(large);
      return Admission.QUEUE_FULL;
    }
    long claimed = ring.tryClaim();
    if (claimed < 0) {
      replies.cancel(reservedBytes);
      giveBack(large);
      return Admission.QUEUE_FULL;
    }
    if (health.status() != EngineStatus.RUNNING) {
      // It began to close, or failed, meanwhile: what drains the ring may have passed this slot.
      ring.publish(claimed);
      replies.cancel(reservedBytes);
      giveBack(large);
      return refusal(length);
    }
    try {
      CommandEvent event = ring.event(claimed);
      event.replyTo(replies, correlation, reservedBytes, clock.nanoTime());
      event.admit(type, schemaVersion, caller, requestId, body, offset, length, large);
    } finally {
      ring.publish(claimed);
    }
    return Admission.ACCEPTED;
  }

  private Admission refusal(int length) {
    if (length > limits.maxCommandBytes()) {
      return Admission.TOO_LARGE;
    }
    switch (health.status()) {
      case RUNNING -> {
        if (health.isDiskShort()) {
          return Admission.DISK_SHORT;
        }
      }
      case CLOSING, CLOSED -> {
        return Admission.SHUTTING_DOWN;
      }
      default -> {
        return Admission.READ_ONLY;
      }
    }
    if (store.admitsCommands()) {
      return null;
    }
    reclaim.ask();
    return Admission.FRAMES_EXHAUSTED;
  }

  private static void giveBack(LargeBuffer large) {
    if (large != null) {
      large.release();
    }
  }

  @Override
  public int drain(ReplyHandler handler) {
    return replies.drain(handler);
  }

  @Override
  public boolean hasTimes() {
    return replies.hasTimes();
  }

  @Override
  public long admittedNs() {
    return replies.admittedNs();
  }

  @Override
  public long takenNs() {
    return replies.takenNs();
  }

  @Override
  public long applyingNs() {
    return replies.applyingNs();
  }

  @Override
  public int inFlight() {
    return replies.inFlight();
  }
}
