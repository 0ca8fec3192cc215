package io.tactus.gateway.access;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is kept of an API key. Several keys may have one name: that is how one is exchanged for
 * another without a moment in which none works, and the journal goes on naming the same caller.
 * Immutable.
 *
 * @param id first eight hex digits of the hash: which key
 * @param name whose key; also what the journal calls the caller
 * @param hash SHA-256 of the key in hex
 * @param role its role
 * @param grants what it may do beyond that
 * @param created when it was made
 * @param expires when it ends, if it does
 * @param ratePerSecond requests per second it may make, or 0 for the server's setting
 */
public record KeyRecord(
    String id,
    String name,
    String hash,
    Role role,
    Grants grants,
    Instant created,
    Optional<Instant> expires,
    int ratePerSecond) {

  /** Most requests per second a limit can be set to. */
  public static final int MAX_RATE = 1_000_000;

  private static final int ID_DIGITS = 8;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException naming the member that is wrong
   */
  public KeyRecord {
    require(NAME.matcher(name).matches(), "name: letters, digits, . _ @ - and at most 64 of them");
    require(HASH.matcher(hash).matches(), "hash: 64 hex digits");
    require(id.equals(hash.substring(0, ID_DIGITS)), "id: the first eight digits of the hash");
    require(ratePerSecond >= 0 && ratePerSecond <= MAX_RATE, "rate: from 0 to " + MAX_RATE);
  }

  /** Returns the record of a new key. */
  public static KeyRecord of(
      String key,
      String name,
      Role role,
      Grants grants,
      Instant created,
      Optional<Instant> expires,
      int ratePerSecond) {
    String hash = HexFormat.of().formatHex(Sha256.of(key));
    return new KeyRecord(
        hash.substring(0, ID_DIGITS), name, hash, role, grants, created, expires, ratePerSecond);
  }

  /** Returns what the journal calls the caller. */
  public long caller() {
    return Sha256.caller("key", name);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
