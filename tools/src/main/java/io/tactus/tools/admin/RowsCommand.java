package io.tactus.tools.admin;

import picocli.CommandLine.Command;

/** {@code tactus rows …}. */
@Command(
    name = "rows",
    description = "Lists, reads and writes rows.",
    subcommands = {
      RowsListCommand.class,
      RowsGetCommand.class,
      RowsInsertCommand.class,
      RowsSetCommand.class,
      RowsDeleteCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  tactus rows list players skill=gte.1400 --order skill.desc --limit 10",
      "  tactus rows insert players name=Ann skill=1500",
      "  tactus rows get players 7",
      "  tactus rows set players 7 'gold={\"$add\":-5}'",
      "  tactus rows delete players 7"
    })
public final class RowsCommand {

  /** Where the rows of a table live. */
  static String path(String table) {
    return "/rest/v1/" + Paths.segment(table);
  }

  /** Where one row lives. */
  static String path(String table, String key) {
    return path(table) + "/" + Paths.key(key);
  }
}
