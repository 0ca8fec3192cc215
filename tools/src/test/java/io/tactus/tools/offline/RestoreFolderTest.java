package io.tactus.tools.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.FolderLayout;
import io.tactus.pipeline.backup.RestoredFolder;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder a restore fills, when more than one wants it. */
class RestoreFolderTest {
  @TempDir private Path folder;

  @Test
  void shouldLetOnlyOneRestoreAtAFolder() throws IOException {
    Path wanted = folder.resolve("restored");
    try (RestoredFolder first = RestoreFolder.prepare(wanted)) {
      first.data().disk().create("journal/one").close();
      CommandFailure refused =
          assertThrows(CommandFailure.class, () -> RestoreFolder.prepare(wanted));
      assertEquals(ExitCode.UNREACHABLE, refused.exitCode());
      assertTrue(refused.getMessage().contains("another restore"), refused.getMessage());
      assertTrue(first.data().disk().exists("journal/one"), "removed by the other one");
      first.data().finish();
      first.publish();
    }
    assertTrue(Files.exists(wanted.resolve("journal/one")));
    assertFalse(Files.exists(folder.resolve("restored.restoring")));
    CommandFailure full = assertThrows(CommandFailure.class, () -> RestoreFolder.prepare(wanted));
    assertEquals(ExitCode.USAGE, full.exitCode());
  }

  @Test
  void shouldRemoveWhatABrokenOffRestoreLeft() throws IOException {
    Path wanted = folder.resolve("restored");
    Path left = folder.resolve("restored.restoring");
    Files.createDirectories(left.resolve("journal"));
    Files.writeString(left.resolve("journal/old.segment"), "old");
    Files.writeString(left.resolve(FolderLayout.FORMAT), "tactus data folder, format 1\n");
    try (RestoredFolder next = RestoreFolder.prepare(wanted)) {
      assertFalse(next.data().disk().exists("journal/old.segment"));
    }
    assertFalse(Files.exists(left), "left behind");
    assertFalse(Files.exists(wanted));
  }

  @Test
  void shouldSayWhyThereCanBeNoSuchFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    CommandRun run =
        CommandRun.of("restore", folder.toString(), "--data", file.resolve("new").toString());
    assertEquals(ExitCode.UNREACHABLE, run.exitCode(), run.stderr());
    assertTrue(run.stderr().contains("cannot restore into " + file), run.stderr());
    assertFalse(run.stderr().contains("\tat "), run.stderr());
    assertFalse(run.stderr().contains("java."), run.stderr());
  }

  /** A socket is there, and cannot be opened as a file. */
  @Test
  void shouldSayThatWhatIsRestoredFromCannotBeRead() throws IOException {
    Path source = folder.resolve("backup.tar");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(source));
      String into = folder.resolve("restored").toString();
      CommandRun run = CommandRun.of("restore", source.toString(), "--data", into);
      assertEquals(ExitCode.UNREACHABLE, run.exitCode(), run.stderr());
      assertTrue(run.stderr().contains("cannot read " + source), run.stderr());
      assertFalse(run.stderr().contains("java."), run.stderr());
    }
  }

  @Test
  void shouldSayThatTheFormatOfTheSourceCannotBeRead() throws IOException {
    Path source = Files.createDirectories(folder.resolve("data"));
    Path format = source.resolve(FolderLayout.FORMAT);
    Files.createSymbolicLink(format, format.getFileName());
    String into = folder.resolve("restored").toString();
    CommandRun run = CommandRun.of("restore", source.toString(), "--data", into);
    assertEquals(ExitCode.UNREACHABLE, run.exitCode(), run.stderr());
    assertTrue(run.stderr().contains("cannot read " + format), run.stderr());
  }

  /** However they meet, the one that is let in finds its folder to be its own. */
  @Test
  void shouldStandMany() {
    AtomicInteger done = new AtomicInteger();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      all.add(CompletableFuture.runAsync(() -> restoreOften(number, done)));
    }
    all.forEach(CompletableFuture::join);
    assertTrue(done.get() > 0, "none ever got in");
    assertFalse(Files.exists(folder.resolve("restored")));
  }

  private void restoreOften(int number, AtomicInteger done) {
    for (int i = 0; i < 50; i++) {
      try (RestoredFolder one = RestoreFolder.prepare(folder.resolve("restored"))) {
        String file = "journal/" + number;
        one.data().disk().create(file).close();
        assertEquals(List.of("" + number), one.data().disk().list(FolderLayout.JOURNAL));
        done.incrementAndGet();
      } catch (CommandFailure | IOException | io.tactus.journal.JournalFailure e) {
        // Another one has it, or has just removed it.
        assertTrue(e.getMessage() != null);
      }
    }
  }
}
