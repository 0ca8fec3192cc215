package io.tactus.tools.offline;

import io.tactus.journal.file.Disk;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code tactus replay verify}. */
@Command(
    name = "verify",
    description = {
      "Replays all and compares every recorded state hash.",
      "Exits 1 and names the first divergence if one differs."
    },
    footer = {"", "Example:", "  tactus replay verify --data ./data"})
final class ReplayVerifyCommand extends OfflineCommand {

  @Override
  protected int run(Disk disk) {
    try (ReplaySession session = ReplaySession.open(disk)) {
      boolean more = true;
      while (more && session.firstDivergence() == 0) {
        more = session.step();
      }
      long divergence = session.firstDivergence();
      if (json()) {
        printJson(report(session));
      } else if (divergence == 0) {
        out()
            .printf(
                "ok: sequences %d to %d replayed, %d state hashes compared, all agree%n",
                session.firstSequence(), session.sequence(), session.hashesCompared());
      } else {
        throw new CommandFailure(
            ExitCode.NO,
            "divergence: the state after sequence "
                + divergence
                + " is not the recorded one (tick "
                + session.tick()
                + ")");
      }
      return divergence == 0 ? ExitCode.DONE : ExitCode.NO;
    }
  }

  private static Map<String, Object> report(ReplaySession session) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", session.firstDivergence() == 0);
    document.put("firstSequence", session.firstSequence());
    document.put("lastSequence", session.sequence());
    document.put("hashesCompared", session.hashesCompared());
    if (session.firstDivergence() != 0) {
      document.put("firstDivergence", session.firstDivergence());
    }
    return document;
  }
}
