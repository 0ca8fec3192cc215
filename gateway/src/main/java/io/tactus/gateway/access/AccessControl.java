package io.tactus.gateway.access;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.gateway.tls.FileWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server knows about its callers: keys, tokens, limits. Files are read again when they
 * change; what an unreadable file held before goes on to hold.
 *
 * <p>A server is open, and everybody may do everything, until a key file is there or tokens are
 * configured. Once closed it stays closed, also if the last key is revoked or the file is deleted.
 *
 * <p>Threading: any thread.
 */
public final class AccessControl {

  private static final Logger LOG = LoggerFactory.getLogger(AccessControl.class);

  /** How many tokens nobody has seen before are checked each second: a signature costs work. */
  private static final int NEW_TOKENS_PER_SECOND = 2_000;

  private final AccessConfig config;
  private final RateBuckets buckets;
  private final RateBucket newTokens;
  private final Principal anonymous;

  /** Whoever reaches an open server; ends with that, also on connections that stay. */
  private final Principal everybody = Principal.anonymous(Role.ADMIN, Grants.NONE, null);

  private final boolean anonymousMayAct;
  private volatile KeyRing keys = KeyRing.EMPTY;
  private volatile TokenVerifier tokens;
  private volatile boolean open;

  private AccessControl(AccessConfig config) {
    long nowNs = System.nanoTime();
    this.config = config;
    this.open = !config.tokens().isUsed();
    this.buckets = new RateBuckets(config.ratePerSecond(), config.rateBurst());
    this.newTokens = new RateBucket(NEW_TOKENS_PER_SECOND, NEW_TOKENS_PER_SECOND, nowNs);
    this.anonymousMayAct =
        config.anonymousRole() != Role.NONE || !config.anonymousGrants().equals(Grants.NONE);
    this.anonymous =
        Principal.anonymous(
            config.anonymousRole(), config.anonymousGrants(), buckets.of(0, 0, nowNs));
  }

  /**
   * Reads keys and secrets.
   *
   * @param watch has them read again when they change
   * @throws IOException if a file that was named cannot be read
   * @throws IllegalArgumentException if what it holds is wrong
   */
  public static AccessControl load(AccessConfig config, FileWatch watch) throws IOException {
    AccessControl access = new AccessControl(config);
    if (config.keyFile().isPresent()) {
      Path file = config.keyFile().get();
      watch.add(List.of(file), () -> access.readKeys(file));
    }
    if (config.tokens().isUsed()) {
      List<Path> files = new ArrayList<>();
      config.tokens().secretFile().ifPresent(files::add);
      config.tokens().publicKeyFile().ifPresent(files::add);
      watch.add(files, access::readTokenKeys);
    }
    return access;
  }

  private void readKeys(Path file) throws IOException {
    if (!Files.exists(file)) {
      if (!open && keys.size() > 0) {
        LOG.warn("the key file {} is gone; its keys go on to hold", file);
      }
      return;
    }
    if (KeyFile.isWritableByOthers(file)) {
      throw new IllegalArgumentException(
          file + " can be changed by everybody on this machine: chmod 600 " + file);
    }
    KeyRing next = keys.replacedBy(KeyFile.read(file), buckets);
    keys = next;
    open = false;
    everybody.validity().end();
    LOG.info("{} API keys in {}", next.size(), file);
  }

  private void readTokenKeys() throws IOException {
    TokenVerifier before = tokens;
    tokens = new TokenVerifier(config.tokens());
    if (before != null) {
      before.end();
    }
  }

  /** Returns whether everybody may do everything. */
  public boolean isOpen() {
    return open;
  }

  /** Returns who may do everything while the server is open. */
  Principal everybody() {
    return everybody;
  }

  /** Returns whether this is somebody who showed no credentials. */
  boolean isNobodyInParticular(Principal principal) {
    return principal.equals(everybody) || principal.equals(anonymous);
  }

  /** Returns whether there are credentials with which somebody could get in. */
  public boolean hasCredentials() {
    return config.tokens().isUsed() || keys.hasValidKey(System.currentTimeMillis());
  }

  /** Returns the origins whose pages may use the server. */
  public List<String> origins() {
    return config.origins();
  }

  /** Returns who shows no credentials, if such may do anything at all. */
  Principal anonymous(long nowNs) {
    if (!anonymousMayAct) {
      throw attempt(
          ProblemType.UNAUTHENTICATED,
          "This server needs an API key or a token: Authorization: Bearer …, or the header apikey.",
          nowNs);
    }
    return anonymous;
  }

  Refusal unknownScheme(long nowNs) {
    return attempt(
        ProblemType.INVALID_CREDENTIALS, "Authorization must be Bearer and a key or token.", nowNs);
  }

  /**
   * Returns whose credentials these are.
   *
   * @param hash SHA-256 of the credentials
   * @throws Refusal 401, or 429 if there are too many wrong ones
   */
  Principal identify(String credentials, int from, byte[] hash, long nowMillis, long nowNs) {
    if (ApiKey.isMeant(credentials, from)) {
      return byKey(credentials, from, hash, nowMillis, nowNs);
    }
    TokenVerifier verifier = tokens;
    if (verifier == null) {
      throw attempt(ProblemType.INVALID_CREDENTIALS, "This is no API key.", nowNs);
    }
    if (newTokens.take(1, nowNs) > 0) {
      throw new Refusal(tooMany(1));
    }
    try {
      return verifier.verify(credentials.substring(from), nowMillis, buckets);
    } catch (Refusal refused) {
      countAttempt(nowNs);
      throw refused;
    }
  }

  private Principal byKey(String credentials, int from, byte[] hash, long nowMillis, long nowNs) {
    Principal principal = keys.find(hash);
    if (principal != null && principal.isValid(nowMillis)) {
      return principal;
    }
    String reason = "The API key is not known, or was revoked.";
    if (principal != null) {
      reason = "The API key has expired.";
    } else if (!ApiKey.isWellFormed(credentials, from)) {
      reason = "The API key is mistyped or cut off.";
    }
    throw attempt(ProblemType.INVALID_CREDENTIALS, reason, nowNs);
  }

  /** Counts an attempt against those without credentials, and returns what it is told. */
  private Refusal attempt(ProblemType type, String detail, long nowNs) {
    countAttempt(nowNs);
    return type.refuse(detail);
  }

  private void countAttempt(long nowNs) {
    long waitNs = anonymous.spend(1, nowNs);
    if (waitNs > 0) {
      throw new Refusal(tooMany(waitNs));
    }
  }

  /** Returns the 429 of a caller who may ask again after so long. */
  public static Problem tooMany(long waitNs) {
    int seconds = (int) Math.min(3600, (waitNs + 999_999_999) / 1_000_000_000);
    return Problem.of(ProblemType.RATE_LIMITED, "Too many requests of this caller.")
        .withRetryAfter(Math.max(1, seconds));
  }
}
