package io.tactus.tools.offline;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.Unreplayable;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.BackupManifest;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreRefused;
import io.tactus.pipeline.backup.RestoreReport;
import io.tactus.pipeline.backup.RestoredFolder;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tactus restore}. Filled and called by picocli, once. */
@Command(
    name = "restore",
    description = {
      "Restores a backup, or another data folder, into a new folder, up to a point if you like.",
      "What is restored from is only read. The new folder is replayed and checked before it gets its",
      "name, and goes on in a new log epoch: 'tactus serve --data NEWDIR'."
    },
    footer = {
      "",
      "Exits 1 if the backup is damaged or broken off, or does not reach to the point.",
      "",
      "Examples:",
      "  tactus restore friday.tar --data ./restored",
      "  tactus restore ./data --data ./restored --at 120000",
      "  tactus restore friday.tar --data ./restored --time 2026-03-01T20:15:00Z"
    })
public final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE_OR_DATA_DIR", description = "A backup, or a data folder.")
  private Path source;

  @Option(
      names = "--data",
      paramLabel = "NEWDIR",
      required = true,
      description = "The folder to restore into; it must not exist yet, or be empty.")
  private Path data;

  @Option(
      names = "--at",
      paramLabel = "POINT",
      converter = Point.Converter.class,
      description = "SEQ, seq:N or tick:N, included (default: all there is).")
  private Point at;

  @Option(
      names = "--time",
      paramLabel = "RFC3339",
      description = "Just after the last command whose journal time is not later.")
  private String time;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Override
  public Integer call() {
    RestorePoint point = point();
    if (!Files.exists(source)) {
      throw new CommandFailure(ExitCode.USAGE, "no backup and no data folder at " + source);
    }
    try (RestoredFolder folder = RestoreFolder.prepare(data)) {
      RestoreReport report = restore(folder, point);
      folder.publish();
      print(report);
      return ExitCode.DONE;
    } catch (RestoreRefused e) {
      throw no(Map.of("reason", e.getMessage()), e.getMessage());
    } catch (Unreplayable e) {
      throw no(Damage.document(e), e.getMessage());
    } catch (JournalDamage e) {
      throw no(
          Damage.document(e), "nothing was restored from " + source + ": " + Damage.describe(e));
    } catch (JournalFailure e) {
      throw new CommandFailure(ExitCode.UNREACHABLE, e.getMessage());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "cannot restore into " + data + ": " + FileFailure.why(e));
    } finally {
      out().flush();
    }
  }

  private RestoreReport restore(RestoredFolder folder, RestorePoint point) throws IOException {
    ProgressListener progress = new ProgressLine(spec.commandLine().getErr());
    if (Files.isDirectory(source)) {
      return Restoration.run(
          opened(() -> NioDisk.existing(source)), folder.data(), point, progress);
    }
    try (BackupDisk disk = opened(() -> BackupDisk.open(source, progress))) {
      return Restoration.run(disk, folder.data(), point, progress);
    }
  }

  /** What is restored from: that it cannot be read has nothing to do with the new folder. */
  private <D extends Disk> D opened(Opening<D> opening) {
    try {
      return opening.open();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "cannot read " + source + ": " + FileFailure.why(e));
    }
  }

  private interface Opening<D> {
    D open() throws IOException;
  }

  private CommandFailure no(Map<String, Object> forPrograms, String forPeople) {
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("ok", false);
      document.putAll(forPrograms);
      out().println(Json.print(document));
    }
    return new CommandFailure(ExitCode.NO, forPeople);
  }

  private RestorePoint point() {
    if (at != null && time != null) {
      throw new CommandFailure(ExitCode.USAGE, "--at and --time exclude each other");
    }
    if (time != null) {
      try {
        Instant instant = OffsetDateTime.parse(time).toInstant();
        return RestorePoint.time(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
      } catch (DateTimeException e) {
        throw new CommandFailure(
            ExitCode.USAGE, "--time must look like 2026-03-01T20:15:00Z, not " + time);
      }
    }
    if (at == null) {
      return RestorePoint.END;
    }
    return at.isTick() ? RestorePoint.tick(at.number()) : RestorePoint.sequence(at.number());
  }

  private void print(RestoreReport report) {
    TableHashes hashes = new TableHashes(report.tables(), false);
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("ok", true);
      document.put("data", data.toString());
      document.put("snapshotSequence", report.snapshotSequence());
      document.put("sequence", report.sequence());
      document.put("tick", report.tick());
      document.put("time", BackupManifest.text(report.timestampMicros()));
      document.put("epoch", report.epoch());
      document.put("hashesCompared", report.hashesCompared());
      document.put("passedOver", report.passedOver());
      hashes.addTo(document);
      out().println(Json.print(document));
      return;
    }
    report.passedOver().forEach(damage -> out().println("not used: " + damage));
    out()
        .printf(
            "restored %s through sequence %d, tick %d, %s; goes on in epoch %d%n",
            data,
            report.sequence(),
            report.tick(),
            BackupManifest.text(report.timestampMicros()),
            report.epoch());
    out().printf("%d recorded state hashes compared, all agree%n", report.hashesCompared());
    hashes.print(out());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
