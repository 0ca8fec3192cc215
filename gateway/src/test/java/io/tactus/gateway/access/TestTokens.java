package io.tactus.gateway.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;

/** Tokens for a test, and what they are checked by. */
final class TestTokens {

  static final String ISSUER = "https://login.example";

  private TestTokens() {}

  /** The claims of a reader that hold for a minute, but for a change. */
  static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .subject("player-7")
            .issuer(ISSUER)
            .audience("tactus")
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .claim("role", "reader");
    change.accept(claims);
    return claims.build();
  }

  static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) {
    return signed(new JWSHeader(algorithm), signer, claims);
  }

  static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
    SignedJWT jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  /** Returns a part of a token: base64 as URLs have it. */
  static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }
}
