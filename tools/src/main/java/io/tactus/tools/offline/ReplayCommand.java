package io.tactus.tools.offline;

import picocli.CommandLine.Command;

/** {@code tactus replay …}. */
@Command(
    name = "replay",
    description = "Replays the history in a data folder, offline; the folder is only read.",
    subcommands = {ReplayVerifyCommand.class, ReplayHashCommand.class},
    footer = {
      "",
      "A point is SEQ or seq:N (just after that command) or tick:N (just after that tick).",
      "",
      "Examples:",
      "  tactus replay verify --data ./data",
      "  tactus replay hash --data ./data --at tick:600"
    })
public final class ReplayCommand {}
