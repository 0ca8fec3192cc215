package io.tactus.gateway.access;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The keys of one reading of a key file, by their hashes. Looking one up compares hashes of what
 * was presented, which nobody can steer, and ends with a comparison in constant time.
 *
 * <p>Threading: immutable.
 */
final class KeyRing {

  /** No keys. */
  static final KeyRing EMPTY = new KeyRing(Map.of());

  private static final class Entry {
    private final KeyRecord key;
    private final byte[] hash;
    private final Principal principal;

    Entry(KeyRecord key, byte[] hash, Principal principal) {
      this.key = key;
      this.hash = hash;
      this.principal = principal;
    }
  }

  private final Map<ByteBuffer, Entry> byHash;

  private KeyRing(Map<ByteBuffer, Entry> byHash) {
    this.byHash = byHash;
  }

  /**
   * Returns the ring of other keys. Keys that stayed as they were keep their principal; those that
   * went or changed are ended.
   */
  KeyRing replacedBy(List<KeyRecord> keys, RateBuckets buckets) {
    Map<ByteBuffer, Entry> next = new HashMap<>();
    for (KeyRecord key : keys) {
      byte[] hash = HexFormat.of().parseHex(key.hash());
      Entry known = byHash.get(ByteBuffer.wrap(hash));
      boolean same = known != null && known.key.equals(key);
      Principal principal = same ? known.principal : principal(key, buckets);
      next.put(ByteBuffer.wrap(hash), new Entry(key, hash, principal));
    }
    for (Map.Entry<ByteBuffer, Entry> old : byHash.entrySet()) {
      Entry now = next.get(old.getKey());
      if (now == null || !now.principal.equals(old.getValue().principal)) {
        old.getValue().principal.validity().end();
      }
    }
    return new KeyRing(next);
  }

  private static Principal principal(KeyRecord key, RateBuckets buckets) {
    return new Principal(
        key.name(),
        key.caller(),
        key.role(),
        key.grants(),
        key.expires().map(end -> end.toEpochMilli()).orElse(Long.MAX_VALUE),
        new Validity(),
        buckets.of(key.caller(), key.ratePerSecond(), System.nanoTime()));
  }

  /** Returns whose key has this hash, valid or not, or null. */
  Principal find(byte[] hash) {
    Entry entry = byHash.get(ByteBuffer.wrap(hash));
    return entry != null && MessageDigest.isEqual(entry.hash, hash) ? entry.principal : null;
  }

  /** Returns how many keys there are. */
  int size() {
    return byHash.size();
  }

  /** Returns whether any key holds at this time. */
  boolean hasValidKey(long nowMillis) {
    return byHash.values().stream().anyMatch(entry -> entry.principal.isValid(nowMillis));
  }
}
