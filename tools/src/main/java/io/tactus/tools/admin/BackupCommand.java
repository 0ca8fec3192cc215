package io.tactus.tools.admin;

import io.tactus.journal.JournalDamage;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.BackupManifest;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.Refusal;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tactus backup}. */
@Command(
    name = "backup",
    description = {
      "Takes a consistent backup of a running server as one file, a tar, and checks it.",
      "The file gets its name only when it is whole and every byte of it checks out."
    },
    footer = {
      "",
      "Examples:",
      "  tactus backup -o friday.tar",
      "  tactus backup -o friday.tar --history --server http://10.0.0.5:7070",
      "  tar tvf friday.tar",
      "  tactus restore friday.tar --data ./restored"
    })
public final class BackupCommand extends AdminCommand {

  private static final String PATH = "/admin/v1/backup";
  private static final int PIECE_BYTES = 256 << 10;
  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(2);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Where to; must not exist yet.")
  private Path output;

  @Option(
      names = "--history",
      description =
          "With all history the server retains, so that older points can be restored as well.")
  private boolean history;

  @Override
  protected int run(ApiClient client) throws IOException {
    Path target = output.toAbsolutePath();
    if (Files.exists(target)) {
      throw new CommandFailure(ExitCode.USAGE, output + " exists already");
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Refusal.unlessSucceeded(
          client.download(
              PATH + (history ? "?history=true" : ""), (body, bytes) -> save(body, bytes, part)));
      BackupManifest manifest = check(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(target.getParent());
      report(manifest, Files.size(target));
      return ExitCode.DONE;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void save(InputStream body, long lengthBytes, Path part) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      byte[] piece = new byte[PIECE_BYTES];
      long nextNs = System.nanoTime() + EVERY_NS;
      long saved = 0;
      for (int bytes = body.read(piece); bytes >= 0; bytes = body.read(piece)) {
        ByteBuffer buffer = ByteBuffer.wrap(piece, 0, bytes);
        while (buffer.hasRemaining()) {
          file.write(buffer);
        }
        saved += bytes;
        if (System.nanoTime() - nextNs >= 0) {
          nextNs = System.nanoTime() + EVERY_NS;
          progress(saved, lengthBytes);
        }
      }
      file.force(true);
    }
  }

  private void progress(long saved, long lengthBytes) {
    err()
        .println(
            lengthBytes <= 0
                ? String.format(Locale.ROOT, "%,d bytes", saved)
                : String.format(
                    Locale.ROOT,
                    "%,d of %,d bytes, %d %%",
                    saved,
                    lengthBytes,
                    100 * saved / lengthBytes));
    err().flush();
  }

  private static BackupManifest check(Path part) throws IOException {
    try (BackupDisk disk = BackupDisk.open(part, ProgressListener.SILENT)) {
      return disk.manifest();
    } catch (JournalDamage e) {
      throw new CommandFailure(
          ExitCode.NO, "the backup did not arrive whole: " + e.reason() + "; nothing was kept");
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void report(BackupManifest manifest, long bytes) {
    if (json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("file", output.toString());
      document.put("bytes", bytes);
      document.put("snapshotSequence", manifest.snapshotSequence());
      document.put("sequence", manifest.sequence());
      document.put("tick", manifest.tick());
      document.put("epoch", manifest.epoch());
      document.put("time", BackupManifest.text(manifest.timestampMicros()));
      print(Json.print(document));
      return;
    }
    print(
        String.format(
            Locale.ROOT,
            "%s: %,d bytes, sequences %d to %d, tick %d, %s; every byte checks out",
            output,
            bytes,
            manifest.snapshotSequence(),
            manifest.sequence(),
            manifest.tick(),
            BackupManifest.text(manifest.timestampMicros())));
  }
}
