package io.tactus.gateway.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.tactus.gateway.tls.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The secrets and public keys that tokens are checked by, each under the one algorithm it is for.
 * Which of them a token is checked by follows from the table here, so a public key can never serve
 * as a secret, and {@code none} is no algorithm at all. Several may hold at once, for exchanging
 * one for another.
 *
 * <p>Threading: immutable once built; the verifiers keep nothing from call to call.
 */
final class TrustedKeys {

  private static final int MIN_SECRET_BYTES = 32;
  private static final int MIN_RSA_BITS = 2048;
  private static final String BASE64 = "base64:";

  private final List<JWSVerifier> secrets = new ArrayList<>();
  private final List<JWSVerifier> rsaKeys = new ArrayList<>();
  private final List<JWSVerifier> ed25519Keys = new ArrayList<>();
  private final Map<JWSAlgorithm, List<JWSVerifier>> byAlgorithm =
      Map.of(
          JWSAlgorithm.HS256, secrets,
          JWSAlgorithm.RS256, rsaKeys,
          // One signature under two names: that of RFC 8037, and that of RFC 9864, which names the
          // curve as well.
          JWSAlgorithm.EdDSA, ed25519Keys,
          JWSAlgorithm.Ed25519, ed25519Keys);

  /**
   * Reads secrets and keys.
   *
   * @throws IOException if a file cannot be read, naming it
   * @throws IllegalArgumentException if a file holds no key or one too short; never shows any of it
   */
  TrustedKeys(TokenConfig config) throws IOException {
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
        secrets.add(secret(file, line.strip()));
      }
    }
    if (secrets.isEmpty()) {
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
    for (PublicKey key : Pem.publicKeys(file)) {
      if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
        rsaKeys.add(new RSASSAVerifier(rsa));
      } else if (key instanceof EdECPublicKey ed && isEd25519(ed)) {
        ed25519Keys.add(new Ed25519Verifier(ed));
      } else {
        throw new IllegalArgumentException(
            file
                + " holds a public key that tokens cannot be checked by: RS256 needs RSA keys of at"
                + " least "
                + MIN_RSA_BITS
                + " bits, EdDSA needs Ed25519 keys");
      }
    }
  }

  private static boolean isEd25519(EdECPublicKey key) {
    return key.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
  }

  /**
   * Returns whether one of the keys for its algorithm signed this token.
   *
   * @throws JOSEException if the token is not what its algorithm makes
   */
  boolean signed(SignedJWT token) throws JOSEException {
    JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
    for (JWSVerifier verifier : byAlgorithm.getOrDefault(algorithm, List.of())) {
      if (token.verify(verifier)) {
        return true;
      }
    }
    return false;
  }
}
