package io.tactus.tools;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code tactus} command line. */
@Command(
    name = "tactus",
    description = "A relational in-memory database for online games.",
    versionProvider = BuildVersion.class,
    mixinStandardHelpOptions = true)
public final class Tactus implements Runnable {

  @Spec private CommandSpec spec;

  private Tactus() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Tactus()).execute(args));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is needed");
  }
}
