package io.tactus.tools.serve;

import io.tactus.tools.ExitCode;
import io.tactus.tools.settings.SettingKey;
import io.tactus.tools.settings.Settings;
import io.tactus.tools.settings.SettingsFile;
import io.tactus.tools.settings.SettingsToml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code tactus serve}. Filled and called by picocli, once. */
@Command(
    name = "serve",
    description = {
      "Runs a server until SIGTERM.",
      "Prints one line, 'tactus ready http://HOST:PORT', on standard output once it serves."
    },
    sortOptions = false,
    footer = {
      "",
      "Every setting can stand in the TOML file, in the environment and on the command line; the",
      "command line wins, then the environment. --engine-ring-slots is ring_slots in [engine] and",
      "TACTUS_ENGINE_RING_SLOTS. Sizes are bytes, or such as 64MiB.",
      "",
      "Exits 0 after SIGTERM, 1 if the data folder is damaged (naming file, offset and sequence) or",
      "the journal failed meanwhile, 2 for wrong settings, 3 if the address is in use or the folder",
      "is locked.",
      "",
      "Examples:",
      "  tactus serve",
      "  tactus serve --data /var/lib/game --http 127.0.0.1:8080 --tick-rate 30",
      "  tactus serve --config tactus.toml --durability os",
      "  tactus serve --example matchmaker",
      "  tactus serve --print-config > tactus.toml"
    })
public final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "A TOML file with settings.")
  private Path config;

  @Option(
      names = "--print-config",
      description =
          "Print the configuration in force as a TOML file, and where each value is from.")
  private boolean printConfig;

  @Option(
      names = "--void",
      paramLabel = "SEQ",
      description = "Void this command, which stops recovery; replays skip it. May be repeated.")
  private List<Long> voidSequences = new ArrayList<>();

  // Not a setting: neither a file nor the environment may order a fault that nobody sees.
  @Option(
      names = "--drill",
      paramLabel = "FAULT",
      description = {
        "A fire drill, on loopback only; may be repeated. journal-fails-at=SEQ: the disk fails when",
        "this command is forced. force-takes=TIME: each group commit takes that long.",
        "replay-takes=TIME: the replay begins that much later."
      })
  private List<String> drills = new ArrayList<>();

  /** The command with an option for every setting. */
  public static CommandLine create() {
    CommandLine line = new CommandLine(new ServeCommand());
    for (SettingKey<?> key : ServeKeys.ALL.all()) {
      line.getCommandSpec().addOption(option(key));
    }
    return line;
  }

  private static OptionSpec option(SettingKey<?> key) {
    String shown = key.defaultText().isEmpty() ? "" : " (default: " + key.defaultText() + ")";
    return OptionSpec.builder(key.flag())
        .paramLabel(key.valueLabel())
        .type(String.class)
        .arity("1")
        .description((key.description() + shown + ".").replace("%", "%%"))
        .build();
  }

  @Override
  public Integer call() {
    Settings settings =
        Settings.resolve(
            ServeKeys.ALL,
            flags(),
            System.getenv(),
            Optional.ofNullable(config).map(SettingsFile::read));
    ServeLog.setLevel(settings.get(ServeKeys.LOG_LEVEL));
    ServeConfig serveConfig = ServeConfig.of(settings, voidSequences, drills);
    if (printConfig) {
      spec.commandLine().getOut().print(SettingsToml.print(ServeKeys.ALL, settings));
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    }
    return new ServerLife(serveConfig, spec.commandLine().getOut()).run();
  }

  private Map<String, String> flags() {
    ParseResult result = spec.commandLine().getParseResult();
    Map<String, String> flags = new HashMap<>();
    for (SettingKey<?> key : ServeKeys.ALL.all()) {
      String value = result.matchedOptionValue(key.flag(), (String) null);
      if (value != null) {
        flags.put(key.flag(), value);
      }
    }
    return flags;
  }
}
