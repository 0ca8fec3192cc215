package io.tactus.tools.offline;

import picocli.CommandLine.Command;

/** {@code tactus journal …}. */
@Command(
    name = "journal",
    description = "Looks at the journal of a data folder, offline.",
    subcommands = {JournalInspectCommand.class, JournalVerifyCommand.class},
    footer = {
      "",
      "Examples:",
      "  tactus journal verify --data ./data",
      "  tactus journal inspect --data ./data --from 1000 --to 1020"
    })
public final class JournalCommand {}
