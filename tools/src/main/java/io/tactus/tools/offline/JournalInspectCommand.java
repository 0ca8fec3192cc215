package io.tactus.tools.offline;

import io.tactus.journal.JournalReader;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.inspect.Inspection;
import io.tactus.journal.inspect.JournalInspector;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.RequestId;
import io.tactus.tools.ExitCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tactus journal inspect}. */
@Command(
    name = "inspect",
    description = "Lists segments and records of the journal; with --json one object a record.",
    footer = {
      "",
      "Examples:",
      "  tactus journal inspect --data ./data",
      "  tactus journal inspect --data ./data --from 1000 --to 1020 --json",
      "  tactus journal inspect --data ./data --request f81d4fae"
    })
final class JournalInspectCommand extends OfflineCommand {

  @Option(
      names = "--from",
      paramLabel = "SEQ",
      defaultValue = "0",
      description = "First sequence (default: the oldest).")
  private long from;

  @Option(
      names = "--to",
      paramLabel = "SEQ",
      defaultValue = "" + Long.MAX_VALUE,
      description = "Last sequence (default: the newest).")
  private long to;

  @Option(
      names = "--request",
      paramLabel = "ID",
      description = "Only the commands of the request with this X-Request-Id.")
  private String request;

  @Override
  protected int run(Disk disk) {
    if (json()) {
      Inspection inspection = Inspection.of(disk, from);
      JournalScan scan = inspection.scan();
      try (JournalReader reader = scan.reader(from)) {
        while (reader.next() && reader.header().sequence() <= to) {
          if (isWanted(reader.header())) {
            printJson(record(scan, reader));
          }
        }
      }
      inspection.end();
    } else {
      JournalInspector.print(disk, from, to, this::isWanted, out()::println);
    }
    return ExitCode.DONE;
  }

  private boolean isWanted(RecordHeader header) {
    return request == null || header.requestId() == RequestId.of(request);
  }

  private static Map<String, Object> record(JournalScan scan, JournalReader reader) {
    RecordHeader header = reader.header();
    boolean voided = RecordType.isCommand(header.type()) && scan.isVoided(header.sequence());
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("sequence", header.sequence());
    record.put("type", RecordType.name(header.type()));
    record.put("time", Instant.EPOCH.plus(header.timestampMicros(), ChronoUnit.MICROS).toString());
    record.put("tick", header.tick());
    record.put("schemaVersion", header.schemaVersion());
    record.put("caller", header.caller());
    record.put("requestId", RequestId.text(header.requestId()));
    record.put("bodyBytes", (long) header.bodyLength());
    record.put("epoch", header.epoch());
    record.put("batchEnd", header.isBatchEnd());
    record.put("voided", voided);
    record.put("segment", reader.segment().file());
    record.put("offset", (long) reader.position());
    return record;
  }
}
