package io.tactus.tools.offline;

import io.tactus.journal.file.Disk;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tactus replay hash}: its output is compared by scripts, so it is exactly this. */
@Command(
    name = "hash",
    description = {
      "Prints the state hash of every table at a point of the history:",
      "one line TABLE ROWS HASH each, sorted by name, then total ROWS HASH.",
      "The total is the sum mod 2^64 of the hashes above it."
    },
    footer = {
      "",
      "Examples:",
      "  tactus replay hash --data ./data",
      "  tactus replay hash --data ./data --at 1000",
      "  tactus replay hash --data ./data --at tick:600 --json"
    })
final class ReplayHashCommand extends OfflineCommand {

  @Option(
      names = "--at",
      paramLabel = "POINT",
      converter = Point.Converter.class,
      description = "SEQ, seq:N or tick:N (default: the end of the history).")
  private Point at;

  @Option(names = "--system", description = "Show system tables as well.")
  private boolean system;

  @Override
  protected int run(Disk disk) {
    try (ReplaySession session = ReplaySession.open(disk)) {
      if (at == null) {
        session.seekSequence(session.lastSequence());
      } else {
        seek(session);
      }
      TableHashes hashes = new TableHashes(session.store().hashes().tables(), system);
      if (json()) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("sequence", session.sequence());
        document.put("tick", session.tick());
        hashes.addTo(document);
        printJson(document);
      } else {
        hashes.print(out());
      }
      return ExitCode.DONE;
    }
  }

  private void seek(ReplaySession session) {
    try {
      at.seek(session);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.NO, e.getMessage());
    }
  }
}
