package io.tactus.tools.offline;

import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.record.HashRecord;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.VoidRecord;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import io.tactus.tools.output.TextTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tactus journal inspect}. */
@Command(
    name = "inspect",
    description = "Lists the records of the journal.",
    footer = {
      "",
      "Examples:",
      "  tactus journal inspect --data ./data",
      "  tactus journal inspect --data ./data --from 1000 --limit 20 --json"
    })
final class JournalInspectCommand extends OfflineCommand {

  private static final List<String> COLUMNS =
      List.of("sequence", "type", "time", "tick", "schema", "caller", "bytes", "epoch", "note");

  @Option(
      names = "--from",
      paramLabel = "SEQ",
      defaultValue = "0",
      description = "First sequence (default: the oldest).")
  private long from;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "At most so many records (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  protected int run(Disk disk) {
    JournalScan scan = JournalScan.scan(disk, 0);
    Listing listing = new Listing(scan);
    try {
      scan.forEach(Math.max(from, scan.firstSequence()), listing::add);
    } catch (LimitReached e) {
      listing.more = true;
    }
    if (!json()) {
      out().print(listing.table.render());
      if (listing.more) {
        out().println("(the first " + limit + "; --from and --limit show others)");
      }
      scan.tornTail()
          .ifPresent(tail -> out().println("torn tail, to be cut at the next start: " + tail));
    }
    return ExitCode.DONE;
  }

  /** Ends the visit early; the scan has no other way to stop. */
  private static final class LimitReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitReached() {
      super(null, null, false, false);
    }
  }

  /** Collects or prints records as they come. */
  private final class Listing {

    private final JournalScan scan;
    private final TextTable table = new TextTable(COLUMNS);
    private int count;
    private boolean more;

    Listing(JournalScan scan) {
      this.scan = scan;
    }

    void add(RecordHeader header, DirectBuffer body, int offset) {
      if (count++ == limit) {
        throw new LimitReached();
      }
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("sequence", header.sequence());
      record.put("type", RecordType.name(header.type()));
      record.put(
          "time", Instant.EPOCH.plus(header.timestampMicros(), ChronoUnit.MICROS).toString());
      record.put("tick", header.tick());
      record.put("schema", header.schemaVersion());
      record.put("caller", header.caller());
      record.put("bytes", (long) header.length());
      record.put("epoch", header.epoch());
      record.put("note", note(header, body, offset));
      if (json()) {
        printJson(record);
      } else {
        table.add(record.values().stream().map(Json::cell).toList());
      }
    }

    private String note(RecordHeader header, DirectBuffer body, int offset) {
      return switch (header.type()) {
        case RecordType.HASH -> HexFormat.of().toHexDigits(HashRecord.hash(body, offset));
        case RecordType.VOID -> VoidRecord.reason(body, offset, header.bodyLength());
        default ->
            RecordType.isCommand(header.type()) && scan.isVoided(header.sequence()) ? "voided" : "";
      };
    }
  }
}
