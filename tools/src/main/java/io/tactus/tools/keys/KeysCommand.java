package io.tactus.tools.keys;

import picocli.CommandLine.Command;

/** {@code tactus keys}. */
@Command(
    name = "keys",
    description = "Manages the API keys of a server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class},
    footer = {
      "",
      "A running server takes over every change within two seconds. To exchange a key without a gap,",
      "create a second one of the same name, hand it out, and revoke the first.",
      "",
      "Examples:",
      "  tactus keys create --data ./data --name operator --role admin",
      "  tactus keys list --data ./data",
      "  tactus keys revoke 9f86d081 --data ./data"
    })
public final class KeysCommand {}
