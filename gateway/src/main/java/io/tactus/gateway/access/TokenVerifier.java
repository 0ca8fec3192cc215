package io.tactus.gateway.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.gateway.tls.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/**
 * Checks JSON Web Tokens: HS256 by secrets, RS256 by public keys, nothing else. Which of them a
 * token is checked by follows from what is configured for its algorithm, so a public key can never
 * serve as a secret, and {@code none} is no algorithm at all. Several secrets or keys may hold at
 * once, for exchanging one for another.
 *
 * <p>Threading: any thread; immutable but for its end.
 */
final class TokenVerifier {

  /** Longer tokens are refused unread. */
  static final int MAX_LENGTH = 8_000;

  private static final int MIN_SECRET_BYTES = 32;
  private static final int MIN_RSA_BITS = 2048;
  private static final String BASE64 = "base64:";

  private final TokenConfig config;
  private final List<JWSVerifier> hs256 = new ArrayList<>();
  private final List<JWSVerifier> rs256 = new ArrayList<>();
  private final Validity validity = new Validity();

  /**
   * Reads secrets and keys.
   *
   * @throws IOException if a file cannot be read, naming it
   * @throws IllegalArgumentException if a file holds no key or one too short; never shows any of it
   */
  TokenVerifier(TokenConfig config) throws IOException {
    this.config = config;
    if (config.secretFile().isPresent()) {
      readSecrets(config.secretFile().get());
    }
    if (config.publicKeyFile().isPresent()) {
      readPublicKeys(config.publicKeyFile().get());
    }
  }

  private void readSecrets(Path file) throws IOException {
    for (String line : Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
      if (!line.isBlank()) {
        hs256.add(secret(file, line.strip()));
      }
    }
    if (hs256.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no secret");
    }
  }

  private static JWSVerifier secret(Path file, String line) {
    byte[] secret;
    try {
      secret =
          line.startsWith(BASE64)
              ? Base64.getDecoder().decode(line.substring(BASE64.length()))
              : line.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) { // its message would show some of the secret
      throw new IllegalArgumentException(file + " holds a line that is not base64");
    }
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          file + " holds a secret of fewer than " + MIN_SECRET_BYTES + " bytes");
    }
    try {
      return new MACVerifier(secret);
    } catch (JOSEException e) {
      throw new IllegalArgumentException(file + " holds a secret that cannot be used", e);
    }
  }

  private void readPublicKeys(Path file) throws IOException {
    for (java.security.PublicKey key : Pem.publicKeys(file)) {
      if (!(key instanceof RSAPublicKey rsa) || rsa.getModulus().bitLength() < MIN_RSA_BITS) {
        throw new IllegalArgumentException(
            file + ": RS256 needs RSA keys of at least " + MIN_RSA_BITS + " bits");
      }
      rs256.add(new RSASSAVerifier(rsa));
    }
  }

  /** Ends every principal whose token this has checked: the keys have changed. */
  void end() {
    validity.end();
  }

  /**
   * Returns who a token speaks for.
   *
   * @throws Refusal 401 if it does not hold now
   */
  Principal verify(String token, long nowMillis, RateBuckets buckets) {
    if (token.length() > MAX_LENGTH) {
      throw invalid("The token is too long.");
    }
    JWTClaimsSet claims;
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!isSigned(jwt)) {
        throw invalid("The token is not signed by a key this server trusts.");
      }
      claims = jwt.getJWTClaimsSet();
    } catch (ParseException | JOSEException _) {
      throw invalid("The token is not a signed JSON Web Token.");
    }
    checkTimes(claims, nowMillis);
    if (config.issuer().isPresent() && !config.issuer().get().equals(claims.getIssuer())) {
      throw refusedClaim("JWT not of the right issuer");
    }
    if (config.audience().isPresent() && !claims.getAudience().contains(config.audience().get())) {
      throw refusedClaim("JWT not in audience");
    }
    return principal(claims, buckets);
  }

  private boolean isSigned(SignedJWT jwt) throws JOSEException {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    List<JWSVerifier> trusted = List.of();
    if (algorithm.equals(JWSAlgorithm.HS256)) {
      trusted = hs256;
    } else if (algorithm.equals(JWSAlgorithm.RS256)) {
      trusted = rs256;
    }
    for (JWSVerifier verifier : trusted) {
      if (jwt.verify(verifier)) {
        return true;
      }
    }
    return false;
  }

  private void checkTimes(JWTClaimsSet claims, long nowMillis) {
    long skewMillis = config.clockSkewSeconds() * 1_000L;
    Date expires = claims.getExpirationTime();
    if (expires == null) {
      throw refusedClaim("JWT without exp");
    }
    if (nowMillis >= expires.toInstant().toEpochMilli() + skewMillis) {
      throw refusedClaim("JWT expired");
    }
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && nowMillis + skewMillis < notBefore.toInstant().toEpochMilli()) {
      throw refusedClaim("JWT not yet valid");
    }
    Date issued = claims.getIssueTime();
    if (issued != null && nowMillis + skewMillis < issued.toInstant().toEpochMilli()) {
      throw refusedClaim("JWT issued at future");
    }
  }

  private Principal principal(JWTClaimsSet claims, RateBuckets buckets) {
    String subject = claims.getSubject() == null ? "" : claims.getSubject();
    String issuer = claims.getIssuer() == null ? "" : claims.getIssuer();
    long caller = Sha256.caller("jwt", issuer + '\0' + subject);
    return new Principal(
        TokenClaims.printable(subject),
        caller,
        TokenClaims.role(claims, config),
        TokenClaims.grants(claims),
        claims.getExpirationTime().toInstant().toEpochMilli() + config.clockSkewSeconds() * 1_000L,
        validity,
        buckets.of(caller, 0, System.nanoTime()));
  }

  private static Refusal invalid(String detail) {
    return ProblemType.INVALID_CREDENTIALS.refuse(detail);
  }

  /** PostgREST's words, which its clients look for. */
  static Refusal refusedClaim(String detail) {
    return ProblemType.INVALID_CLAIMS.refuse(detail);
  }
}
