package io.tactus.tools;

import io.tactus.tools.admin.BackupCommand;
import io.tactus.tools.admin.BatchCommand;
import io.tactus.tools.admin.CallCommand;
import io.tactus.tools.admin.HealthCommand;
import io.tactus.tools.admin.RowsCommand;
import io.tactus.tools.admin.SchemaCommand;
import io.tactus.tools.admin.SnapshotCommand;
import io.tactus.tools.admin.StatsCommand;
import io.tactus.tools.admin.WatchCommand;
import io.tactus.tools.keys.KeysCommand;
import io.tactus.tools.offline.JournalCommand;
import io.tactus.tools.offline.ReplayCommand;
import io.tactus.tools.offline.RestoreCommand;
import io.tactus.tools.plan.TestPlansCommand;
import io.tactus.tools.serve.ServeCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** The {@code tactus} command line. */
@Command(
    name = "tactus",
    versionProvider = BuildVersion.class,
    description = "A relational in-memory database for online games, spoken to over plain HTTP.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SchemaCommand.class,
      RowsCommand.class,
      CallCommand.class,
      BatchCommand.class,
      StatsCommand.class,
      WatchCommand.class,
      HealthCommand.class,
      SnapshotCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      KeysCommand.class,
      JournalCommand.class,
      ReplayCommand.class,
      TestPlansCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  tactus demo                         see it all at work",
      "  tactus serve                        a server on http://127.0.0.1:7070, data in ./data",
      "  tactus schema create players.json   a table",
      "  tactus rows insert players '{\"name\":\"Ann\"}'",
      "  tactus COMMAND --help               more about a command",
      "",
      "Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 could not reach or start."
    })
public final class Tactus {

  private Tactus() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int exitCode = commandLine().execute(arguments);
    System.out.flush();
    System.exit(exitCode);
  }

  /** The whole command tree, with the commands other modules contribute. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Tactus());
    line.addSubcommand(ServeCommand.create());
    line.addSubcommand(new CompletionCommand());
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      provider.commands().forEach(line::addSubcommand);
    }
    addStandardOptions(line);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(Tactus::failed);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  /** Gives {@code --help} and {@code --version} to every command, contributed ones included. */
  private static void addStandardOptions(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true);
    if (line.getCommandSpec().versionProvider() == null) {
      line.getCommandSpec().versionProvider(new BuildVersion());
    }
    line.getSubcommands().values().forEach(Tactus::addStandardOptions);
  }

  private static int failed(Exception e, CommandLine line, ParseResult result) throws Exception {
    if (!(e instanceof CommandFailure failure)) {
      throw e;
    }
    Ansi ansi = line.getColorScheme().ansi();
    line.getErr().println(ansi.string("@|red error:|@ ") + failure.getMessage());
    if (failure.exitCode() == ExitCode.USAGE) {
      line.getErr().println("more: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    return failure.exitCode();
  }
}
