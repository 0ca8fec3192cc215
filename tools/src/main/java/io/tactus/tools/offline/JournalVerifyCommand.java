package io.tactus.tools.offline;

import io.tactus.journal.JournalScan;
import io.tactus.journal.TornTail;
import io.tactus.journal.file.Disk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.tools.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code tactus journal verify}. */
@Command(
    name = "verify",
    description = {
      "Checks every byte of the journal and the snapshots.",
      "Exits 1 and names file, offset and sequence if anything is wrong."
    },
    footer = {"", "Example:", "  tactus journal verify --data ./data"})
final class JournalVerifyCommand extends OfflineCommand {

  @Override
  protected int run(Disk disk) {
    JournalScan scan = JournalScan.scan(disk, 0);
    List<String> badSnapshots = badSnapshots(disk);
    long[] records = new long[1];
    scan.forEach(scan.firstSequence(), (header, body, offset) -> records[0]++);
    if (json()) {
      printJson(report(scan, records[0], badSnapshots));
    } else {
      print(scan, records[0], badSnapshots);
    }
    return badSnapshots.isEmpty() ? ExitCode.DONE : ExitCode.NO;
  }

  private void print(JournalScan scan, long records, List<String> badSnapshots) {
    badSnapshots.forEach(file -> out().println("damaged snapshot: " + file));
    out()
        .printf(
            "%s: sequences %d to %d, %d records in %d segments, %s%n",
            badSnapshots.isEmpty() ? "ok" : "journal ok",
            scan.firstSequence(),
            scan.lastSequence(),
            records,
            scan.segments().size(),
            scan.closedCleanly() ? "closed in good order" : "not closed in good order");
    scan.tornTail().ifPresent(tail -> out().println(describe(tail)));
  }

  private static String describe(TornTail tail) {
    return String.format(
        java.util.Locale.ROOT,
        "torn tail, normal after a crash, to be cut at the next start: %s from offset %d, after "
            + "sequence %d (%s)",
        tail.file(),
        tail.cutOffset(),
        tail.lastSequence(),
        tail.reason());
  }

  private static Map<String, Object> report(
      JournalScan scan, long records, List<String> badSnapshots) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", badSnapshots.isEmpty());
    document.put("firstSequence", scan.firstSequence());
    document.put("lastSequence", scan.lastSequence());
    document.put("records", records);
    document.put("segments", (long) scan.segments().size());
    document.put("closedCleanly", scan.closedCleanly());
    document.put("tornTail", scan.tornTail().map(JournalVerifyCommand::describe).orElse(null));
    document.put("damagedSnapshots", badSnapshots);
    return document;
  }

  /**
   * Snapshots that do not check out: asking for the newest good one at their point finds another.
   */
  private static List<String> badSnapshots(Disk disk) {
    SnapshotFolder folder = new SnapshotFolder(disk);
    List<String> bad = new ArrayList<>();
    for (SnapshotInfo snapshot : folder.list()) {
      Optional<SnapshotInfo> good = folder.newestValid(snapshot.sequence());
      if (good.isEmpty() || !good.get().file().equals(snapshot.file())) {
        bad.add(snapshot.file());
      }
    }
    return bad;
  }
}
