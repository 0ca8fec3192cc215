package io.tactus.gateway.access;

import io.tactus.storage.Rejection;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The file that holds what is kept of API keys: only for its owner to read, replaced as a whole, so
 * that a server never reads half of one.
 *
 * <p>Threading: stateless; changes by several processes exclude each other.
 */
public final class KeyFile {

  /** Its name in a data folder. */
  public static final String NAME = "keys.json";

  /** More keys than this are refused. */
  public static final int MAX_KEYS = 10_000;

  private static final int MAX_BYTES = 64 << 20;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private KeyFile() {}

  /**
   * Reads a key file.
   *
   * @throws IOException if it cannot be read, naming the file
   * @throws IllegalArgumentException if it is not a key file, naming the place in it
   */
  public static List<KeyRecord> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException(file + " is larger than a key file can be");
    }
    try {
      List<KeyRecord> keys = KeyFileJson.parse(Files.readAllBytes(file));
      if (keys.size() > MAX_KEYS) {
        throw new IllegalArgumentException("keys: more than " + MAX_KEYS);
      }
      return keys;
    } catch (IllegalArgumentException | Rejection e) {
      throw new IllegalArgumentException(file + " is not a key file: " + e.getMessage(), e);
    }
  }

  /** Returns whether somebody other than its owner may change a file; false where none can say. */
  public static boolean isWritableByOthers(Path file) throws IOException {
    return isPosix(file)
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
  }

  /**
   * Replaces the keys by others; a file that is not there counts as empty.
   *
   * @throws FileAlreadyExistsException if another process is at it, or was and died; names the file
   *     to delete in that case
   * @throws IllegalArgumentException if the file is no key file, or would hold too many keys
   */
  public static void change(Path file, UnaryOperator<List<KeyRecord>> change) throws IOException {
    Path replacement = file.resolveSibling(file.getFileName() + ".new");
    create(replacement); // also the lock: only one process can create it
    try {
      List<KeyRecord> keys = change.apply(Files.exists(file) ? read(file) : List.of());
      if (keys.size() > MAX_KEYS) {
        throw new IllegalArgumentException("a key file holds at most " + MAX_KEYS + " keys");
      }
      Files.write(replacement, KeyFileJson.print(keys));
      Files.move(
          replacement, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(replacement);
    }
  }

  private static void create(Path file) throws IOException {
    if (isPosix(file.toAbsolutePath().getParent())) {
      Files.createFile(file, OWNER_ONLY);
    } else {
      Files.createFile(file);
    }
  }

  private static boolean isPosix(Path file) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        && file.getFileSystem().equals(FileSystems.getDefault());
  }
}
