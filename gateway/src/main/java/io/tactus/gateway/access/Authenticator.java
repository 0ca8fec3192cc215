package io.tactus.gateway.access;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Finds out who calls, for one IO thread: hashes what was presented, looks into a cache, and asks
 * {@link AccessControl} only for what it has not seen. A caller it knows costs one SHA-256 and no
 * allocation; the credentials themselves are kept nowhere.
 *
 * <p>Threading: one IO thread.
 */
public final class Authenticator {

  private static final String BEARER = "Bearer ";

  private final AccessControl access;
  private final MessageDigest sha256 = Sha256.digest();
  private final PrincipalCache cache = new PrincipalCache();
  private final byte[] text = new byte[TokenVerifier.MAX_LENGTH + 1];
  private final byte[] hash = new byte[Sha256.BYTES];
  private final ByteBuffer hashBuffer = ByteBuffer.wrap(hash);

  /** Creates the authenticator of one IO thread. */
  public Authenticator(AccessControl access) {
    this.access = access;
  }

  /**
   * Returns who calls.
   *
   * @param authorization the Authorization header, or null; it wins
   * @param apiKey the apikey header, or null
   * @throws io.tactus.gateway.problem.Refusal 401 if credentials are needed or wrong, 429 if there
   *     are too many such attempts
   */
  public Principal authenticate(String authorization, String apiKey, long nowNs) {
    if (access.isOpen()) {
      return access.everybody();
    }
    if (authorization == null && apiKey == null) {
      return access.anonymous(nowNs);
    }
    String credentials = authorization == null ? apiKey : authorization;
    int from = 0;
    if (authorization != null) {
      if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        throw access.unknownScheme(nowNs);
      }
      from = BEARER.length();
    }
    long nowMillis = System.currentTimeMillis();
    hash(credentials, from);
    int start = PrincipalCache.start(hashBuffer);
    Principal known = cache.find(hash, start);
    if (known != null && known.isValid(nowMillis)) {
      return known;
    }
    Principal principal = access.identify(credentials, from, hash, nowMillis, nowNs);
    cache.put(hash, start, principal, nowMillis);
    return principal;
  }

  /** Whether browsers' pages of other origins could act for somebody: there are no credentials. */
  public boolean trustsAnyone(Principal principal) {
    return access.isNobodyInParticular(principal);
  }

  /** What is not ASCII, or too long, hashes as something no credentials are. */
  private void hash(String credentials, int from) {
    int length = Math.min(credentials.length() - from, text.length);
    for (int i = 0; i < length; i++) {
      char c = credentials.charAt(from + i);
      text[i] = c < 0x80 ? (byte) c : 0;
    }
    sha256.update(text, 0, length);
    try {
      sha256.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
  }
}
