package io.tactus.gateway.access;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * The callers an IO thread has seen lately, by SHA-256 of their credentials: a fixed table in which
 * newcomers replace others. Only credentials that held are in it, so nobody can fill it from
 * outside. Asking allocates nothing.
 *
 * <p>Threading: one IO thread.
 */
final class PrincipalCache {

  private static final int SLOTS = 1 << 10;
  private static final int PROBES = 8;

  private final byte[][] hashes = new byte[SLOTS][];
  private final Principal[] principals = new Principal[SLOTS];

  /** Returns who showed credentials with this hash before, valid or not, or null. */
  Principal find(byte[] hash, int start) {
    for (int i = 0; i < PROBES; i++) {
      int slot = start + i & SLOTS - 1;
      if (hashes[slot] != null && MessageDigest.isEqual(hashes[slot], hash)) {
        return principals[slot];
      }
    }
    return null;
  }

  /** Remembers a caller, instead of one who is no longer valid or of whoever is there. */
  void put(byte[] hash, int start, Principal principal, long nowMillis) {
    int slot = start & SLOTS - 1;
    for (int i = PROBES - 1; i >= 0; i--) {
      int candidate = start + i & SLOTS - 1;
      Principal there = principals[candidate];
      if (there == null
          || !there.isValid(nowMillis)
          || MessageDigest.isEqual(hashes[candidate], hash)) {
        slot = candidate;
      }
    }
    hashes[slot] = hash.clone();
    principals[slot] = principal;
  }

  /** Returns where a hash is looked for first. */
  static int start(ByteBuffer hash) {
    return hash.order(ByteOrder.nativeOrder()).getInt(0);
  }
}
