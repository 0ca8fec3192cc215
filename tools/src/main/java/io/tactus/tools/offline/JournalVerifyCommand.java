package io.tactus.tools.offline;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.pipeline.recovery.OtherSemantics;
import io.tactus.pipeline.recovery.RecoverableContents;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

  /** The verdict says what is wrong with it. */
  @Override
  protected void checkFormat(Disk disk) {}

  @Override
  protected int run(Disk disk) {
    JournalVerifier.Report report;
    try {
      report = JournalVerifier.verify(disk, new RecoverableContents());
    } catch (OtherSemantics other) {
      if (!json()) {
        throw other;
      }
      printJson(document(other));
      return ExitCode.NO;
    }
    if (json()) {
      printJson(document(report));
    } else if (report.ok()) {
      report.lines().forEach(out()::println);
      out().println(report.closedCleanly() ? "closed in good order" : "not closed in good order");
    } else {
      throw new CommandFailure(
          ExitCode.NO,
          report.damages().stream().map(Damage::describe).collect(Collectors.joining("\n")));
    }
    return report.ok() ? ExitCode.DONE : ExitCode.NO;
  }

  private static Map<String, Object> document(JournalVerifier.Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", report.ok());
    if (!report.ok()) {
      document.putAll(Damage.document(report.damages().getFirst()));
    }
    document.put("firstSequence", report.firstSequence());
    document.put("lastSequence", report.lastSequence());
    document.put("segments", (long) report.segments());
    document.put("snapshots", (long) report.snapshots());
    document.put("closedCleanly", report.closedCleanly());
    document.put("notes", report.notes());
    document.put(
        "damages", report.damages().stream().map(JournalVerifyCommand::documentOf).toList());
    return document;
  }

  /** As far as it got: what is counted comes at the end. */
  private static Map<String, Object> document(OtherSemantics other) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", false);
    document.putAll(Damage.document(other));
    document.put("notes", List.of());
    document.put("damages", List.of(Damage.document(other)));
    return document;
  }

  private static Object documentOf(JournalDamage damage) {
    return Damage.document(damage);
  }
}
