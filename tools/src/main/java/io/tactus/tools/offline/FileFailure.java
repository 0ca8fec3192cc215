package io.tactus.tools.offline;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Why a file operation failed, in words for people. Stateless. */
final class FileFailure {

  private FileFailure() {}

  /** In words: of some failures Java says only which file it was, and the rest by their class. */
  static String why(IOException failure) {
    if (failure instanceof FileSystemException named && named.getReason() == null) {
      return named.getMessage() + ": " + words(named);
    }
    return failure.getMessage() == null ? words(failure) : failure.getMessage();
  }

  /** "access denied" of an {@code AccessDeniedException}. */
  private static String words(IOException failure) {
    return failure
        .getClass()
        .getSimpleName()
        .replaceAll("Exception$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
