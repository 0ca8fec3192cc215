package io.tactus.gateway.http;

import io.tactus.gateway.access.AccessControl;
import io.tactus.gateway.access.Authenticator;
import io.tactus.gateway.accesslog.AccessLog;
import io.tactus.gateway.lane.Lane;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioIoThread;

/**
 * The requests in flight of one IO thread: a bounded pool, made as it is needed, and the clock that
 * ends those that take too long.
 *
 * <p>Threading: its IO thread, except {@link #inFlight()} and {@link #execute}: any thread.
 */
public final class RequestPool {

  private static final Logger LOG = LoggerFactory.getLogger(RequestPool.class);
  private static final long SWEEP_MS = 50;
  private static final int WASTE_BYTES = 16 << 10;

  private final HttpLimits limits;
  private final Router router;
  private final Lane lane;
  private final RequestObserver observer;
  private final Authenticator authenticator;
  private final CrossOrigin crossOrigin;
  private final AccessLog accessLog;
  private final BodyBudget memory;
  private final SegmentNames names = new SegmentNames();
  private final EntityTagTexts entityTags = new EntityTagTexts();
  private final LengthTexts lengths = new LengthTexts();
  private final ByteBuffer waste = ByteBuffer.allocateDirect(WASTE_BYTES);
  private final ReplyRound round = new ReplyRound();
  private final RequestCourse[] all;
  private final RequestCourse[] free;
  private int made;
  private int freeCount;
  private boolean sweeping;
  private XnioIoThread ioThread;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile long turnedAway;

  /** Creates an empty pool for one IO thread; {@code accessLog} is null if there is none. */
  public RequestPool(
      HttpLimits limits,
      Router router,
      Lane lane,
      RequestObserver observer,
      AccessControl access,
      AccessLog accessLog) {
    this.limits = limits;
    this.router = router;
    this.lane = lane;
    this.observer = observer;
    this.authenticator = new Authenticator(access);
    this.crossOrigin = new CrossOrigin(access.origins());
    this.accessLog = accessLog;
    this.memory = new BodyBudget(limits.maxBodyBytesPerIoThread());
    this.all = new RequestCourse[limits.maxRequestsPerIoThread()];
    this.free = new RequestCourse[limits.maxRequestsPerIoThread()];
  }

  /** Returns a request to use, or null if as many as allowed are in flight. */
  RequestCourse acquire(XnioIoThread thread) {
    assert Thread.currentThread().equals(thread) && (ioThread == null || ioThread.equals(thread));
    ioThread = thread;
    lane.bind(thread);
    RequestCourse course;
    if (freeCount > 0) {
      course = free[--freeCount];
    } else if (made < all.length) {
      course = new RequestCourse(this, waste);
      all[made++] = course;
    } else {
      setTurnedAway(turnedAway + 1);
      return null;
    }
    countInFlight(1);
    if (!sweeping) {
      sweepSoon();
    }
    return course;
  }

  void release(RequestCourse course) {
    assert course.isFree();
    free[freeCount++] = course;
    countInFlight(-1);
  }

  /** Only the IO thread writes, so reading and writing need not be one step. */
  private void countInFlight(int more) {
    inFlight.setRelease(inFlight.getPlain() + more);
  }

  private void setTurnedAway(long count) {
    turnedAway = count;
  }

  /** Returns how many requests found no room here. Threading: any. */
  public long turnedAway() {
    return turnedAway;
  }

  /** Returns how many requests are between their headers and the last byte of their reply. */
  public int inFlight() {
    return inFlight.getAcquire();
  }

  /** Returns the memory that bodies and replies share. Threading: the IO thread. */
  BodyBudget memory() {
    return memory;
  }

  /** Returns the memory held by bodies and replies, in bytes. Threading: the IO thread. */
  long heldBytes() {
    return memory.takenBytes();
  }

  /** Returns whether bodies and replies fill the memory. Threading: the IO thread. */
  boolean isMemorySpent() {
    return memory.isSpent();
  }

  private void sweep() {
    long nowNs = System.nanoTime();
    for (int i = 0; i < made; i++) {
      try {
        all[i].checkDeadline(nowNs);
      } catch (RuntimeException | Error e) {
        LOG.error("defect while looking after a request", e);
      }
    }
    try {
      lane.checkDeadlines(nowNs);
    } catch (RuntimeException | Error e) {
      LOG.error("defect while looking after commands", e);
    }
    sweeping = false;
    if (inFlight.getPlain() > 0) {
      sweepSoon();
    }
  }

  private void sweepSoon() {
    try {
      ioThread.executeAfter(this::sweep, SWEEP_MS, TimeUnit.MILLISECONDS);
      sweeping = true;
    } catch (RejectedExecutionException e) {
      LOG.debug("the port closes while requests are in flight", e);
    }
  }

  /** Runs a task on the IO thread; drops it if the port is closed. Threading: any thread. */
  void execute(Runnable task) {
    try {
      ioThread.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("an answer came after the port was closed", e);
    }
  }

  /** Has a reply written once the requests of this round are handled. Threading: the IO thread. */
  void sendSoon(Response reply) {
    round.add(reply, ioThread);
  }

  /** Returns the names that occur in paths. Threading: the IO thread. */
  SegmentNames names() {
    return names;
  }

  /** Returns entity tags as headers have them. Threading: the IO thread. */
  EntityTagTexts entityTags() {
    return entityTags;
  }

  /** Returns lengths as headers have them. Threading: the IO thread. */
  LengthTexts lengths() {
    return lengths;
  }

  HttpLimits limits() {
    return limits;
  }

  Router router() {
    return router;
  }

  Lane lane() {
    return lane;
  }

  Authenticator authenticator() {
    return authenticator;
  }

  CrossOrigin crossOrigin() {
    return crossOrigin;
  }

  AccessLog accessLog() {
    return accessLog;
  }

  RequestObserver observer() {
    return observer;
  }
}
