package io.tactus.tools.serve;

import io.tactus.gateway.Gateway;
import io.tactus.gateway.GatewayServer;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskLockedException;
import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.Unreplayable;
import io.tactus.pipeline.recovery.RecoveryStopped;
import io.tactus.storage.Rejection;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.offline.Damage;
import io.tactus.tools.settings.SettingValues;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server from start to end.
 *
 * <p>A signal arrives as the JVM's shutdown. The hook drains the server and then halts with 0,
 * because a JVM that only returns from its hooks would exit with 143. When the process ends by
 * itself, the hook does nothing and the exit code of the command stands.
 *
 * <p>Threading: {@link #run} on the main thread; the hook on its own.
 */
final class ServerLife {

  private static final Logger LOG = LoggerFactory.getLogger("io.tactus.serve");

  private static final long WATCH_INTERVAL_NS = 500_000_000;

  private final ServeConfig config;
  private final PrintWriter out;
  private final AtomicBoolean endsByItself = new AtomicBoolean();
  private final AtomicBoolean isStopping = new AtomicBoolean();

  ServerLife(ServeConfig config, PrintWriter out) {
    this.config = config;
    this.out = out;
  }

  /**
   * Serves until a signal comes, which ends the process; so it never returns normally.
   *
   * @throws CommandFailure if it cannot start
   */
  int run() {
    GatewayServer server = open();
    Thread hook = new Thread(() -> stop(server), "tactus-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Engine engine = server.ready().join();
      LOG.info(
          "serving {} at {} Hz from sequence {}",
          config.data().toAbsolutePath().normalize(),
          engine.config().tickRateHz(),
          engine.statistics().appliedSequence());
      out.println("tactus ready " + url(server.address()));
      out.flush();
      return watch(engine);
    } catch (CompletionException e) {
      endsByItself.set(true);
      server.close();
      throw cannotOpen(e.getCause());
    }
  }

  private GatewayServer open() {
    config.drill().announce();
    try {
      return Gateway.start(
          config.gateway(),
          progress -> {
            Disk disk = config.drill().over(disk());
            ProgressListener log = new RecoveryLog(progress, System::nanoTime);
            return Engine.open(config.engine(), disk, config.drill().holdUp(log, isStopping::get));
          });
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot start: " + e.getMessage());
    } catch (RuntimeException e) {
      if (causeOf(e, BindException.class) == null) {
        throw e;
      }
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "cannot listen on "
              + text(config.gateway().address())
              + ": the address is in use\n"
              + "  another address: --http HOST:PORT (port 0 picks a free one)");
    }
  }

  private Disk disk() {
    try {
      return NioDisk.at(config.data());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "cannot use the data folder " + config.data() + ": " + e);
    }
  }

  private RuntimeException cannotOpen(Throwable failure) {
    if (failure instanceof CommandFailure expected) {
      return expected;
    }
    if (failure instanceof JournalDamage damage) {
      return new CommandFailure(ExitCode.NO, "cannot start: " + Damage.describe(damage));
    }
    if (causeOf(failure, DiskLockedException.class) != null) {
      return new CommandFailure(
          ExitCode.UNREACHABLE,
          "the data folder "
              + config.data()
              + " is locked: another server uses it\n  another folder: --data DIR");
    }
    if (failure instanceof IllegalArgumentException) {
      return new CommandFailure(ExitCode.USAGE, "cannot start: " + failure.getMessage());
    }
    if (failure instanceof Unreplayable) {
      if (failure instanceof RecoveryStopped) {
        LOG.error("cannot start", failure);
      }
      return new CommandFailure(ExitCode.NO, "cannot start: " + failure.getMessage());
    }
    if (failure instanceof Rejection refused) { // of a plug-in, by what is there
      return new CommandFailure(
          ExitCode.UNREACHABLE,
          "cannot start: " + refused.getMessage() + " (" + refused.name() + ")");
    }
    LOG.error("cannot start", failure);
    String reason =
        failure instanceof JournalFailure ? failure.getMessage() : String.valueOf(failure);
    return new CommandFailure(ExitCode.UNREACHABLE, "cannot start: " + reason);
  }

  private void stop(GatewayServer server) {
    if (endsByItself.get()) {
      return;
    }
    int exitCode = ExitCode.DONE;
    try {
      LOG.info("stopping");
      isStopping.set(true);
      server.close();
      Throwable failure = server.failure();
      if (failure != null) {
        LOG.error("stopped; the engine had failed before", failure);
        exitCode = ExitCode.NO;
      } else {
        LOG.info("stopped");
      }
    } catch (RuntimeException | Error e) {
      LOG.error("did not stop in good order", e);
      exitCode = ExitCode.NO;
    }
    out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(exitCode);
  }

  /** Sleeps until the JVM goes down, and says so should the engine stop before that. */
  private static int watch(Engine engine) {
    boolean reported = false;
    while (true) {
      Throwable failure = reported ? null : engine.failure();
      if (failure != null) {
        LOG.error("the engine is {}", SettingValues.written(engine.status()), failure);
        reported = true;
      }
      LockSupport.parkNanos(WATCH_INTERVAL_NS);
    }
  }

  private String url(InetSocketAddress address) {
    return (config.gateway().tls().isPresent() ? "https://" : "http://") + text(address);
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static <T extends Throwable> T causeOf(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
