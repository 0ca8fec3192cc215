package io.tactus.gateway.access;

import static io.tactus.gateway.access.TestTokens.claims;
import static io.tactus.gateway.access.TestTokens.part;
import static io.tactus.gateway.access.TestTokens.pem;
import static io.tactus.gateway.access.TestTokens.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.PlainJWT;
import io.tactus.gateway.problem.Refusal;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens signed with Ed25519, and everything that only looks like one. */
class Ed25519TokenTest {

  private static final String SECRET = "a secret of at least thirty-two bytes";

  /** What a valid second half of a signature is below (RFC 8032, 5.1). */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final int SIGNATURE_BYTES = 64;

  @TempDir private Path folder;
  private KeyPair edwards;
  private KeyPair rsa;
  private TokenVerifier verifier;

  @BeforeEach
  void build() throws IOException, NoSuchAlgorithmException {
    edwards = keys("Ed25519");
    rsa = keys("RSA");
    Files.writeString(folder.resolve("secrets"), SECRET + "\n");
    verifier = trusting(pem(rsa.getPublic()) + pem(edwards.getPublic()));
  }

  private static KeyPair keys(String algorithm) throws NoSuchAlgorithmException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  /** A verifier with the secret and these public keys. */
  private TokenVerifier trusting(String publicKeys) throws IOException {
    Files.writeString(folder.resolve("public.pem"), publicKeys);
    return new TokenVerifier(
        new TokenConfig(
            Optional.of(folder.resolve("secrets")),
            Optional.of(folder.resolve("public.pem")),
            Optional.of(TestTokens.ISSUER),
            Optional.of("tactus"),
            5,
            "role",
            Map.of()));
  }

  private Principal verify(String token) {
    return verifier.verify(token, System.currentTimeMillis(), new RateBuckets(0, 1));
  }

  private void assertUntrusted(String token) {
    Refusal refused = assertThrows(Refusal.class, () -> verify(token));
    assertEquals(401, refused.problem().status());
    assertEquals("invalid_credentials", refused.problem().name());
  }

  private String good() {
    return signed(JWSAlgorithm.EdDSA, new Ed25519Signer(edwards.getPrivate()), claims(c -> {}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EdDSA", "Ed25519"})
  void shouldTakeTheSignatureUnderBothNames(String name) {
    JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
    Ed25519Signer signer = new Ed25519Signer(edwards.getPrivate());
    assertEquals("jwt:player-7", verify(signed(algorithm, signer, claims(c -> {}))).name());
  }

  @Test
  void shouldTakeEveryAlgorithmByItsOwnKeyBesideTheOthers() throws JOSEException {
    verify(good());
    verify(signed(JWSAlgorithm.RS256, new RSASSASigner(rsa.getPrivate()), claims(c -> {})));
    verify(signed(JWSAlgorithm.HS256, new MACSigner(SECRET), claims(c -> {})));
  }

  @Test
  void shouldTakeNothingWhenOnlyRsaKeysAreTrusted() throws IOException {
    verifier = trusting(pem(rsa.getPublic()));
    assertUntrusted(good());
  }

  @Test
  void shouldRefuseOtherKeysAndChangedTokens() throws NoSuchAlgorithmException {
    String good = good();
    assertUntrusted(
        signed(
            JWSAlgorithm.EdDSA, new Ed25519Signer(keys("Ed25519").getPrivate()), claims(c -> {})));
    assertUntrusted(good.replaceFirst("\\.[^.]+\\.", "." + part("{\"role\":\"admin\"}") + "."));
    assertUntrusted(good.substring(0, good.lastIndexOf('.') + 1));
    assertUntrusted(withSignature(good, new byte[SIGNATURE_BYTES]));
    assertUntrusted(withSignature(good, new byte[SIGNATURE_BYTES - 1]));
    assertUntrusted(withSignature(good, Arrays.copyOf(signature(good), SIGNATURE_BYTES + 1)));
    assertUntrusted(withSignature(good, Arrays.copyOf(signature(good), SIGNATURE_BYTES / 2)));
  }

  /** Every bit of a signature counts: nobody can make a second token out of one they have seen. */
  @Test
  void shouldRefuseASignatureWithAnyBitFlipped() {
    String good = good();
    byte[] signature = signature(good);
    for (int bit = 0; bit < signature.length * 8; bit++) {
      byte[] flipped = signature.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertUntrusted(withSignature(good, flipped));
    }
  }

  /** S and S + L would both solve the equation; only the smaller is a signature. */
  @Test
  void shouldRefuseTheSameSignatureWrittenDifferently() {
    String good = good();
    byte[] signature = signature(good);
    byte[] reversed = new byte[SIGNATURE_BYTES / 2];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = signature[SIGNATURE_BYTES - 1 - i];
    }
    BigInteger same = new BigInteger(1, reversed).add(ORDER);
    assertTrue(same.bitLength() <= 256, "still fits");
    byte[] other = signature.clone();
    for (int i = 0; i < reversed.length; i++) {
      other[SIGNATURE_BYTES / 2 + i] = same.shiftRight(8 * i).byteValue();
    }
    assertUntrusted(withSignature(good, other));
  }

  @Test
  void shouldNotTakeTheNameOfOneAlgorithmForTheSignatureOfAnother()
      throws JOSEException, NoSuchAlgorithmException {
    String good = good();
    assertUntrusted(renamed(good, "RS256"));
    assertUntrusted(renamed(good, "HS256"));
    assertUntrusted(renamed(good, "none"));
    assertUntrusted(renamed(good, "eddsa"));
    assertUntrusted(renamed(good, "Ed448"));
    assertUntrusted(renamed(good, "ES256"));
    assertUntrusted(
        renamed(
            signed(JWSAlgorithm.RS256, new RSASSASigner(rsa.getPrivate()), claims(c -> {})),
            "EdDSA"));
    assertUntrusted(
        signed(
            JWSAlgorithm.EdDSA,
            new Ed25519Signer("Ed448", keys("Ed448").getPrivate()),
            claims(c -> {})));
    assertUntrusted(new PlainJWT(claims(c -> {})).serialize());
  }

  /** The public key is public: whoever has it must not be able to sign with it. */
  @Test
  void shouldNotTakeThePublicKeyForASecret() throws JOSEException {
    byte[] encoded = edwards.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    String text = pem(edwards.getPublic());
    for (byte[] confused :
        List.of(
            encoded,
            raw,
            text.getBytes(StandardCharsets.US_ASCII),
            text.strip().getBytes(StandardCharsets.US_ASCII))) {
      assertUntrusted(signed(JWSAlgorithm.HS256, new MACSigner(confused), claims(c -> {})));
    }
  }

  /** A token may not bring the key it is to be checked by. */
  @Test
  void shouldNotCheckATokenByTheKeyItBrings() throws NoSuchAlgorithmException {
    KeyPair own = keys("Ed25519");
    byte[] encoded = own.getPublic().getEncoded();
    String x =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    JWSHeader header =
        parsed(
            "{\"alg\":\"EdDSA\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\""
                + x
                + "\"}}");
    assertUntrusted(signed(header, new Ed25519Signer(own.getPrivate()), claims(c -> {})));
  }

  private static JWSHeader parsed(String header) {
    try {
      return JWSHeader.parse(header);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldRefuseAHeaderThatMustBeUnderstood() {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
            .criticalParams(Set.of("exp"))
            .customParam("exp", 1)
            .build();
    assertUntrusted(signed(header, new Ed25519Signer(edwards.getPrivate()), claims(c -> {})));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "X25519", "Ed448", "DSA"})
  void shouldRefuseToStartWithAKeyOfAnotherKind(String algorithm) throws Exception {
    String key = pem(keys(algorithm).getPublic());
    String both = pem(edwards.getPublic()) + key;
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> trusting(both));
    assertTrue(refused.getMessage().contains("public.pem"), refused.getMessage());
    assertTrue(refused.getMessage().contains("Ed25519"), refused.getMessage());
    assertFalse(refused.getMessage().contains(key.lines().toList().get(1)), "shows the key");
  }

  private static String renamed(String token, String algorithm) {
    return part("{\"alg\":\"" + algorithm + "\"}") + token.substring(token.indexOf('.'));
  }

  private static byte[] signature(String token) {
    return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
  }

  private static String withSignature(String token, byte[] signature) {
    return token.substring(0, token.lastIndexOf('.') + 1)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }
}
