package io.tactus.gateway.operations;

import io.tactus.gateway.http.ByteSource;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.journal.JournalDamage;
import io.tactus.pipeline.backup.BackupStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /admin/v1/backup}. Threading: the IO thread of the request; files are read on a thread
 * of its own, which is there only while a backup is.
 */
public final class BackupRoute {
  private static final Logger LOG = LoggerFactory.getLogger(BackupRoute.class);
  private static final String MEDIA_TYPE = "application/x-tar";
  private static final int OK = 200;

  private final EngineLink link;
  private final ThreadPoolExecutor background;

  /** Creates the handler. */
  public BackupRoute(EngineLink link) {
    this.link = link;
    this.background =
        new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BackupRoute::thread);
    background.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    return Thread.ofPlatform().daemon().name("tactus-backup").unstarted(task);
  }

  /** A backup as a stream; {@code ?history=true} with all that is retained. */
  public void handle(Request request) {
    boolean history = request.query().flag("history");
    if (request.isHead()) {
      request.response().header("Content-Type", MEDIA_TYPE).empty(OK);
      return;
    }
    background.execute(() -> begin(request, history));
  }

  private void begin(Request request, boolean history) {
    Optional<BackupStream> backup;
    try {
      backup = link.engine().backup(history);
    } catch (Throwable e) {
      // An error too: nobody else would answer the request.
      LOG.error("a backup could not begin", e);
      request.onIoThread(() -> request.refuse(problem(e)));
      return;
    }
    if (backup.isEmpty()) {
      request.onIoThread(
          () ->
              request.refuse(
                  Problem.of(ProblemType.QUEUE_FULL, "Another backup is under way just now.")));
      return;
    }
    request.onIoThread(() -> request.handle(() -> send(request, backup.get())));
  }

  private void send(Request request, BackupStream backup) {
    String name =
        "tactus-" + backup.manifest().epoch() + "-" + backup.manifest().sequence() + ".tar";
    boolean streaming = false;
    try {
      request
          .response()
          .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
          .at(backup.manifest().sequence(), backup.manifest().tick())
          .stream(OK, MEDIA_TYPE, backup.sizeBytes(), new Source(backup), background);
      streaming = true;
    } finally {
      if (!streaming) {
        backup.close();
      }
    }
  }

  private static Problem problem(Throwable failure) {
    if (failure instanceof IllegalStateException) {
      return Problem.of(ProblemType.READ_ONLY, "There can be no backup: " + failure.getMessage());
    }
    return Problem.of(
        ProblemType.INTERNAL,
        failure instanceof JournalDamage
            ? "What is to be backed up is damaged; the server's log says where."
            : "The backup failed; the server's log says why.");
  }

  private record Source(BackupStream backup) implements ByteSource {
    @Override
    public boolean read(ByteBuffer target) throws IOException {
      return backup.read(target);
    }

    @Override
    public void close() {
      backup.close();
    }
  }
}
