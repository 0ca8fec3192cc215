package io.tactus.tools.keys;

import io.tactus.gateway.access.KeyFile;
import io.tactus.gateway.access.KeyRecord;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which key file is meant; mixed into every command. Filled by picocli. */
public final class KeyFileOptions {

  @ArgGroup(multiplicity = "0..1")
  private Place place = new Place();

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  private static final class Place {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The data folder; its keys are in keys.json (default: ./data).")
    private Path data;

    @Option(names = "--keys", paramLabel = "FILE", description = "The key file itself.")
    private Path keys;
  }

  boolean json() {
    return json;
  }

  Path file() {
    if (place.keys != null) {
      return place.keys;
    }
    return (place.data == null ? Path.of("./data") : place.data).resolve(KeyFile.NAME);
  }

  /**
   * Reads the keys; a file that is not there has none.
   *
   * @throws CommandFailure if it cannot be read
   */
  List<KeyRecord> read() {
    try {
      return Files.exists(file()) ? KeyFile.read(file()) : List.of();
    } catch (IOException | IllegalArgumentException e) {
      throw failure(e);
    }
  }

  /**
   * Changes the keys.
   *
   * @throws CommandFailure if the file cannot be read or written
   */
  void change(UnaryOperator<List<KeyRecord>> change) {
    try {
      Path folder = file().toAbsolutePath().getParent();
      Files.createDirectories(folder);
      KeyFile.change(file(), change);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "another command is changing "
              + file()
              + "; if none is, one was interrupted: delete "
              + e.getFile());
    } catch (IOException | IllegalArgumentException e) {
      throw failure(e);
    }
  }

  private CommandFailure failure(Exception e) {
    if (e instanceof IOException) {
      return new CommandFailure(
          ExitCode.UNREACHABLE, "cannot use the key file " + file() + ": " + e);
    }
    return new CommandFailure(ExitCode.NO, e.getMessage());
  }
}
