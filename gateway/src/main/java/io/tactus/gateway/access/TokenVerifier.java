package io.tactus.gateway.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import java.io.IOException;
import java.text.ParseException;
import java.util.Date;

/**
 * Checks JSON Web Tokens: signed by one of the {@link TrustedKeys}, holding now, from the issuer
 * and for the audience that are configured.
 *
 * <p>Threading: any thread; immutable but for its end.
 */
final class TokenVerifier {

  /** Longer tokens are refused unread. */
  static final int MAX_LENGTH = 8_000;

  private final TokenConfig config;
  private final TrustedKeys keys;
  private final Validity validity = new Validity();

  /**
   * Reads secrets and keys.
   *
   * @throws IOException if a file cannot be read, naming it
   * @throws IllegalArgumentException if a file holds no key or one too short; never shows any of it
   */
  TokenVerifier(TokenConfig config) throws IOException {
    this.config = config;
    keys = new TrustedKeys(config);
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
      claims = keys.signed(jwt) ? jwt.getJWTClaimsSet() : null;
    } catch (ParseException | JOSEException | RuntimeException _) {
      // Whatever the library says of what a stranger sent: of a header that is null, it says NPE.
      throw invalid("The token is not a signed JSON Web Token.");
    }
    if (claims == null) {
      throw invalid("The token is not signed by a key this server trusts.");
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
