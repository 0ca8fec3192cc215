package io.tactus.tools;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tactus completion}. Filled and called by picocli, once. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands and options in a shell.",
    footer = {
      "",
      "Examples:",
      "  source <(tactus completion bash)             for this shell",
      "  tactus completion bash > /etc/bash_completion.d/tactus",
      "  source <(tactus completion zsh)              in ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {

  /** Shells the script is for: zsh reads the one of bash, and is told so by the script itself. */
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec;

  /** Only named, so that another shell is refused: the script is the same for both. */
  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  @SuppressWarnings("unused")
  private Shell shell;

  @Override
  public Integer call() {
    CommandLine whole = spec.root().commandLine();
    spec.commandLine().getOut().print(AutoComplete.bash("tactus", whole));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
