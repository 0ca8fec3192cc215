package io.tactus.gateway.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.journal.JournalDamage;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.backup.BackupDisk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /admin/v1/backup} from the socket's point of view. */
class BackupTest {
  private static final String PATH = "/admin/v1/backup";

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server =
        TestServer.start(
            folder.resolve("data"), engine -> engine, config -> config.closeTimeoutMs(500));
    server.call("POST", "/schema/v1/tables", TABLE);
    for (int i = 0; i < 150; i++) {
      assertEquals(201, server.call("POST", "/rest/v1/notes", NOTE).status());
    }
  }

  private static final String TABLE =
      "{\"name\":\"notes\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
          + "{\"name\":\"note\",\"type\":\"text\"}],\"primaryKey\":[\"id\"]}";

  /** Large enough that a backup does not fit the socket's buffers. */
  private static final String NOTE = "{\"note\":\"" + "n".repeat(60_000) + "\"}";

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket ask() throws IOException {
    InetSocketAddress address = server.gateway().address();
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 << 10);
    socket.connect(address);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Test
  void shouldSendAWholeBackupToASlowClientWhileWritesGoOn() throws IOException {
    server.engine().snapshot().join();
    Path file = folder.resolve("backup.tar");
    try (Socket socket = ask()) {
      String head = head(socket.getInputStream());
      assertTrue(head.startsWith("HTTP/1.1 200 "), head);
      assertTrue(head.contains("application/x-tar"), head);
      // It is under way and nobody takes it: others are served, and a second one is refused.
      assertEquals(503, server.call("GET", PATH, null).status());
      assertEquals(201, server.call("POST", "/rest/v1/notes", NOTE).status());
      Files.copy(socket.getInputStream(), file);
    }
    try (BackupDisk backup = BackupDisk.open(file, ProgressListener.SILENT)) {
      assertTrue(backup.manifest().sequence() > 150);
      assertNotEquals(0, backup.manifest().snapshotSequence());
    }
  }

  @Test
  void shouldNoticeABrokenConnectionAndTakeTheNext() throws IOException {
    Path file = folder.resolve("backup.tar");
    try (Socket socket = ask()) {
      assertTrue(head(socket.getInputStream()).startsWith("HTTP/1.1 200 "));
      Files.write(file, socket.getInputStream().readNBytes(50_000));
      // A reset, so that the server learns of it at once.
      socket.setSoLinger(true, 0);
    }
    assertThrows(JournalDamage.class, () -> BackupDisk.open(file, ProgressListener.SILENT));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    int status = 0;
    while (status != 200) {
      assertTrue(System.nanoTime() - deadline < 0, "still refused with " + status);
      LockSupport.parkNanos(5_000_000);
      try (Socket socket = ask()) {
        status = Integer.parseInt(head(socket.getInputStream()).substring(9, 12));
        socket.getInputStream().readAllBytes();
      }
    }
  }

  /** A stop waits its time for a backup, and no longer; what came is known to be broken off. */
  @Test
  void shouldBeCutOffByAStopIfNobodyTakesIt() throws IOException {
    Path file = folder.resolve("backup.tar");
    try (Socket socket = ask()) {
      assertTrue(head(socket.getInputStream()).startsWith("HTTP/1.1 200 "));
      long begunNs = System.nanoTime();
      server.gateway().close();
      long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNs);
      assertTrue(tookMs >= 500 && tookMs < 20_000, "closing took " + tookMs + " ms");
      try {
        Files.copy(socket.getInputStream(), file);
      } catch (IOException e) {
        assertTrue(Files.exists(file), "a reset ends it as well");
      }
    }
    assertThrows(JournalDamage.class, () -> BackupDisk.open(file, ProgressListener.SILENT));
    server = TestServer.start(folder.resolve("data"));
    assertEquals(200, server.call("GET", "/rest/v1/notes/150?select=id", null).status());
  }

  @Test
  void shouldAnswerHeadWithoutTakingABackup() {
    assertEquals(200, server.call("HEAD", PATH, null).status());
    assertEquals(200, server.call("HEAD", PATH, null).status());
  }
}
