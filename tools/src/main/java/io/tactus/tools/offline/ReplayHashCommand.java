package io.tactus.tools.offline;

import io.tactus.journal.file.Disk;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.table.TableHash;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
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
      List<TableHash> tables =
          session.store().hashes().tables().stream()
              .filter(table -> system || !table.system())
              .toList();
      long rows = tables.stream().mapToLong(TableHash::rows).sum();
      long total = tables.stream().mapToLong(TableHash::hash).sum();
      if (json()) {
        printJson(report(session, tables, rows, total));
      } else {
        tables.forEach(table -> print(table.table(), table.rows(), table.hash()));
        print("total", rows, total);
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

  private void print(String name, long rows, long hash) {
    out().println(name + " " + rows + " " + hex(hash));
  }

  private static String hex(long hash) {
    return HexFormat.of().toHexDigits(hash);
  }

  private static Map<String, Object> report(
      ReplaySession session, List<TableHash> tables, long rows, long total) {
    List<Object> list = new ArrayList<>();
    for (TableHash table : tables) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("table", table.table());
      entry.put("rows", table.rows());
      entry.put("hash", hex(table.hash()));
      list.add(entry);
    }
    Map<String, Object> sum = new LinkedHashMap<>();
    sum.put("rows", rows);
    sum.put("hash", hex(total));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("sequence", session.sequence());
    document.put("tick", session.tick());
    document.put("tables", list);
    document.put("total", sum);
    return document;
  }
}
