package io.tactus.tools.keys;

import io.tactus.gateway.access.KeyRecord;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tactus keys revoke}. Filled and called by picocli, once. */
@Command(
    name = "revoke",
    description = {
      "Takes keys back, by their ids; a running server refuses them within two seconds.",
      "A server whose last key is revoked refuses everybody: it does not become open again."
    },
    footer = {"", "Examples:", "  tactus keys revoke 9f86d081 --data ./data"})
public final class KeysRevokeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KeyFileOptions options;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids, as 'keys list' shows them.")
  private List<String> ids;

  @Override
  public Integer call() {
    options.change(keys -> without(keys, ids));
    spec.commandLine().getOut().println("revoked " + String.join(", ", ids));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private static List<KeyRecord> without(List<KeyRecord> keys, List<String> ids) {
    for (String id : ids) {
      if (keys.stream().noneMatch(key -> key.id().equals(id))) {
        throw new CommandFailure(ExitCode.NO, "there is no key " + id + "; see: tactus keys list");
      }
    }
    return keys.stream().filter(key -> !ids.contains(key.id())).toList();
  }
}
