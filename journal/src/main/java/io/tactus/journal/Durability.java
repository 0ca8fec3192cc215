package io.tactus.journal;

/** What a commit waits for before its commands may be shown or answered. */
public enum Durability {
  /** Forced to the disk: survives a power cut. */
  FSYNC,

  /** Handed to the operating system: survives a killed process, not a power cut. */
  OS,

  /** In this process's buffer: a killed process may lose the last {@code bufferedBytes}. */
  NONE;

  /** Parses {@code fsync}, {@code os} or {@code none}. */
  public static Durability parse(String text) {
    for (Durability durability : values()) {
      if (durability.toString().equals(text)) {
        return durability;
      }
    }
    throw new IllegalArgumentException("durability is fsync, os or none, not: " + text);
  }

  @Override
  public String toString() {
    return switch (this) {
      case FSYNC -> "fsync";
      case OS -> "os";
      case NONE -> "none";
    };
  }
}
