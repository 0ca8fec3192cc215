package io.tactus.gateway.access;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which JSON Web Tokens are taken. Immutable.
 *
 * @param secretFile secrets for HS256, one a line; a line {@code base64:…} is decoded
 * @param publicKeyFile public keys or certificates, in PEM: RSA for RS256, Ed25519 for EdDSA
 * @param issuer what {@code iss} must be, if anything
 * @param audience what {@code aud} must hold, if anything
 * @param clockSkewSeconds how far clocks may be apart, 0 to {@link #MAX_CLOCK_SKEW_SECONDS}
 * @param roleClaim the claim that holds the role
 * @param roles roles by what other issuers call them, such as {@code service_role=admin}
 */
public record TokenConfig(
    Optional<Path> secretFile,
    Optional<Path> publicKeyFile,
    Optional<String> issuer,
    Optional<String> audience,
    int clockSkewSeconds,
    String roleClaim,
    Map<String, Role> roles) {

  /** More is not a skew but a longer life. */
  public static final int MAX_CLOCK_SKEW_SECONDS = 300;

  /** As PostgREST has it. */
  public static final int DEFAULT_CLOCK_SKEW_SECONDS = 30;

  /** No tokens are taken. */
  public static final TokenConfig NONE =
      new TokenConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          DEFAULT_CLOCK_SKEW_SECONDS,
          "role",
          Map.of());

  /** Copies the map. */
  public TokenConfig {
    roles = Map.copyOf(roles);
  }

  /** Returns whether any token can be taken. */
  boolean isUsed() {
    return secretFile.isPresent() || publicKeyFile.isPresent();
  }
}
