package io.tactus.gateway.http;

/**
 * Entity tags in double quotes, of the versions that were sent lately: a row that is read again
 * makes no new string. A fixed table in which newcomers replace others.
 *
 * <p>Threading: one IO thread.
 */
final class EntityTagTexts {

  private static final int SLOTS = 1 << 12;

  private final long[] versions = new long[SLOTS];
  private final String[] texts = new String[SLOTS];

  /** Returns the tag of a version, which is not 0. */
  String of(long version) {
    int slot = (int) version & SLOTS - 1;
    if (versions[slot] != version) {
      texts[slot] = "\"" + version + "\"";
      versions[slot] = version;
    }
    return texts[slot];
  }
}
