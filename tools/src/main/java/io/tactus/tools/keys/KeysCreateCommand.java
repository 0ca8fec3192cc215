package io.tactus.tools.keys;

import io.tactus.gateway.access.ApiKey;
import io.tactus.gateway.access.Grants;
import io.tactus.gateway.access.KeyRecord;
import io.tactus.gateway.access.Role;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus keys create}. Filled and called by picocli, once. */
@Command(
    name = "create",
    description = {
      "Makes an API key and prints it, this once: only its hash is kept.",
      "A server that has a key file asks every caller for a key."
    },
    sortOptions = false,
    footer = {
      "",
      "Grants: read:TABLE, write:TABLE (includes reading), call:PROCEDURE, schema, monitor; a name",
      "may end with a star.",
      "",
      "Examples:",
      "  tactus keys create --data ./data --name operator --role admin",
      "  tactus keys create --name matchmaker --grant 'call:matchmaker.*' --grant read:tickets",
      "  tactus keys create --name dashboard --role reader --grant monitor --expires 90d --rate 50"
    })
public final class KeysCreateCommand implements Callable<Integer> {

  private static final Pattern LIFE = Pattern.compile("([0-9]{1,6})([dhm])");

  @Spec private CommandSpec spec;
  @Mixin private KeyFileOptions options;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "Whose key it is; the journal calls the caller so, whichever key it shows.")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "none",
      description = "none, reader, writer or admin (default: none, only what grants say).")
  private String role;

  @Option(names = "--grant", paramLabel = "GRANT", description = "A grant; may be repeated.")
  private List<String> grants = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description = "After 90d, 12h, 30m, or at a time such as 2027-01-31T12:00:00Z.")
  private String expires;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Requests per second; 0: the server's setting (default).")
  private int rate;

  @Override
  public Integer call() {
    String key = ApiKey.generate(new SecureRandom());
    KeyRecord record = record(key);
    options.change(
        keys -> {
          List<KeyRecord> more = new ArrayList<>(keys);
          more.add(record);
          return more;
        });
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      Map<String, Object> document = KeyTable.json(record);
      document.put("key", key);
      out.println(Json.print(document));
    } else {
      out.println(key);
      spec.commandLine()
          .getErr()
          .println(
              "key "
                  + record.id()
                  + " of "
                  + record.name()
                  + " is in "
                  + options.file()
                  + "; it is not shown again");
    }
    out.flush();
    return ExitCode.DONE;
  }

  private KeyRecord record(String key) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Role parsed = Role.of(role);
    if (parsed == null) {
      throw new CommandFailure(
          ExitCode.USAGE, "--role is none, reader, writer or admin, not " + role);
    }
    if (parsed == Role.NONE && grants.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "a key needs --role or --grant to be of any use");
    }
    try {
      return KeyRecord.of(key, name, parsed, Grants.of(grants), now, expiry(now), rate);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage());
    }
  }

  private Optional<Instant> expiry(Instant now) {
    if (expires == null) {
      return Optional.empty();
    }
    Matcher life = LIFE.matcher(expires);
    Instant end;
    if (life.matches()) {
      long amount = Long.parseLong(life.group(1));
      Duration duration =
          switch (life.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
          };
      end = now.plus(duration);
    } else {
      try {
        end = Instant.parse(expires);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "--expires is such as 90d, 12h, 30m or 2027-01-31T12:00:00Z, not " + expires, e);
      }
    }
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException("--expires lies in the past: " + end);
    }
    return Optional.of(end);
  }
}
