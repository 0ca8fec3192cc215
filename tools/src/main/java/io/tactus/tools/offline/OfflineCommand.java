package io.tactus.tools.offline;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.format.FolderFormat;
import io.tactus.journal.format.FormatChain;
import io.tactus.pipeline.Unreplayable;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What every offline command does: open a data folder for reading, and turn damage into exit code 1
 * with the place named.
 *
 * <p>Threading: main thread; picocli fills the fields, then calls once.
 */
abstract class OfflineCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The data folder; it is only read.")
  private Path data;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  /**
   * Refuses a folder whose bytes this version would read wrongly, or that is not finished.
   *
   * @throws JournalDamage if it is one
   * @throws JournalFailure if its format cannot be read
   */
  protected void checkFormat(Disk disk) {
    try {
      FolderFormat.checkOrNew(disk, FormatChain.RELEASED);
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + disk.describe(FolderLayout.FORMAT), e);
    }
  }

  /**
   * Does the work.
   *
   * @return an exit code
   */
  protected abstract int run(Disk disk) throws IOException;

  @Override
  public final Integer call() throws IOException {
    Disk disk;
    try {
      disk = NioDisk.existing(data);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "no data folder at " + data);
    }
    try {
      checkFormat(disk);
      return run(disk);
    } catch (JournalDamage e) {
      return damaged(e);
    } catch (Unreplayable e) {
      return no(Damage.document(e), e.getMessage());
    } catch (JournalFailure e) {
      throw new CommandFailure(ExitCode.UNREACHABLE, e.getMessage());
    } finally {
      out().flush();
    }
  }

  private int damaged(JournalDamage damage) {
    return no(Damage.document(damage), Damage.describe(damage));
  }

  private int no(Map<String, Object> forPrograms, String forPeople) {
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("ok", false);
      document.putAll(forPrograms);
      printJson(document);
      return ExitCode.NO;
    }
    throw new CommandFailure(ExitCode.NO, forPeople);
  }

  protected final boolean json() {
    return json;
  }

  protected final void printJson(Object document) {
    out().println(Json.print(document));
  }

  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
