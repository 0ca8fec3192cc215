package io.tactus.storage.index;

/**
 * The part of an ordered index between two bounds, each the first bytes of an encoded key ({@link
 * OrderedKey}): entries are compared with as many bytes as the bound has.
 *
 * <p>A prefix of equal fields is both bounds, inclusive. All arrays are the caller's to leave
 * unchanged.
 *
 * @param low first bytes of the keys at the low end; empty for no bound
 * @param lowInclusive whether keys that begin with {@code low} are part of the range
 * @param high first bytes of the keys at the high end; empty for no bound
 * @param highInclusive whether keys that begin with {@code high} are part of the range
 */
@SuppressWarnings("ArrayRecordComponent") // images of keys, read by cursors, never compared
public record KeyRange(byte[] low, boolean lowInclusive, byte[] high, boolean highInclusive) {

  /** All entries. */
  public static final KeyRange ALL = new KeyRange(new byte[0], true, new byte[0], true);

  /** Returns the keys that begin with these bytes. */
  public static KeyRange prefix(byte[] prefix) {
    return new KeyRange(prefix, true, prefix, true);
  }
}
