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
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON Web Tokens over real sockets: which are taken, and all that are not. */
class TokenAccessTest {

  private static final String SECRET = "a secret of at least thirty-two bytes";

  @TempDir private Path folder;
  private KeyPair pair;
  private TestServer server;

  @BeforeEach
  void start() throws IOException, NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
    Files.writeString(folder.resolve("secrets"), SECRET + "\n");
    Files.writeString(folder.resolve("public.pem"), pem(pair.getPublic()));
    server =
        TestServer.start(
            folder.resolve("data"),
            engine -> engine,
            config -> config.access(config(tokens(Optional.of("tactus")))),
            new CallerPlugin());
  }

  private TokenConfig tokens(Optional<String> audience) {
    return new TokenConfig(
        Optional.of(folder.resolve("secrets")),
        Optional.of(folder.resolve("public.pem")),
        Optional.of(TestTokens.ISSUER),
        audience,
        5,
        "role",
        Map.of("service_role", Role.ADMIN));
  }

  private static AccessConfig config(TokenConfig tokens) {
    return new AccessConfig(Optional.empty(), tokens, Role.NONE, Grants.NONE, 0, 1, List.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String hs256(Consumer<JWTClaimsSet.Builder> change) {
    try {
      return signed(JWSAlgorithm.HS256, new MACSigner(SECRET), claims(change));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Reply ask(String token) {
    return server.get("/schema/v1", "Authorization", "Bearer " + token);
  }

  private void assertRefused(String token, String problem, String code) {
    Reply reply = ask(token);
    assertEquals(401, reply.status(), reply.body());
    assertEquals(problem, reply.problem(), reply.body());
    assertEquals(code, reply.json().member("code").text());
    assertFalse(reply.body().contains(token), "the reply shows the token");
    assertTrue(reply.header("WWW-Authenticate").contains("invalid_token"));
  }

  private void assertUntrusted(String token) {
    assertRefused(token, "invalid_credentials", "PGRST301");
  }

  private void assertClaimRefused(Consumer<JWTClaimsSet.Builder> change) {
    assertRefused(hs256(change), "invalid_claims", "PGRST303");
  }

  @Test
  void shouldTakeTokensSignedEitherWay() {
    assertEquals(200, ask(hs256(claims -> {})).status());
    String rs256 =
        signed(JWSAlgorithm.RS256, new RSASSASigner(pair.getPrivate()), claims(claims -> {}));
    assertEquals(200, ask(rs256).status());
    assertEquals(200, ask(rs256).status(), "again, out of the cache");
    assertEquals(200, server.get("/schema/v1", "apikey", rs256).status());
  }

  @Test
  void shouldRefuseWhatIsNotSignedByAKeyItTrusts() throws JOSEException, NoSuchAlgorithmException {
    String good = hs256(claims -> {});
    assertUntrusted(good.substring(0, good.length() - 3) + "AAA");
    assertUntrusted(good.replaceFirst("\\.[^.]+\\.", "." + part("{\"role\":\"admin\"}") + "."));
    assertUntrusted(new PlainJWT(claims(claims -> {})).serialize());
    assertUntrusted(part("{\"alg\":\"none\"}") + good.substring(good.indexOf('.')));
    assertUntrusted(
        part("{\"alg\":\"none\"}")
            + "."
            + good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'))
            + ".");
    byte[] longer = (SECRET + SECRET).getBytes(StandardCharsets.UTF_8);
    assertUntrusted(signed(JWSAlgorithm.HS512, new MACSigner(longer), claims(claims -> {})));
    String other = "another secret of at least thirty-two bytes";
    assertUntrusted(signed(JWSAlgorithm.HS256, new MACSigner(other), claims(claims -> {})));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    RSASSASigner stranger = new RSASSASigner(generator.generateKeyPair().getPrivate());
    assertUntrusted(signed(JWSAlgorithm.RS256, stranger, claims(claims -> {})));
    RSASSASigner own = new RSASSASigner(pair.getPrivate());
    assertUntrusted(signed(JWSAlgorithm.RS512, own, claims(claims -> {})));
    for (String header : new String[] {"null", "1", "[]", "{}", "{\"alg\":null}"}) {
      assertUntrusted(part(header) + good.substring(good.indexOf('.')));
    }
    assertUntrusted("a.b.c");
    assertUntrusted("..");
    assertUntrusted("x".repeat(TokenVerifier.MAX_LENGTH + 1));
  }

  /** The public key is public: whoever has it must not be able to sign with it. */
  @Test
  void shouldNotTakeThePublicKeyForASecret() throws JOSEException {
    for (byte[] confused :
        List.of(
            pem(pair.getPublic()).getBytes(StandardCharsets.US_ASCII),
            pem(pair.getPublic()).strip().getBytes(StandardCharsets.US_ASCII),
            pair.getPublic().getEncoded())) {
      assertUntrusted(signed(JWSAlgorithm.HS256, new MACSigner(confused), claims(claims -> {})));
    }
  }

  @Test
  void shouldHoldTheClaimsAgainstTheClockGiveOrTakeTheSkew() {
    Instant now = Instant.now();
    assertClaimRefused(claims -> claims.expirationTime(null));
    assertClaimRefused(claims -> claims.expirationTime(Date.from(now.minusSeconds(7))));
    assertEquals(200, expiring(now.minusSeconds(2)).status(), "within the skew");
    assertClaimRefused(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(30))));
    assertEquals(
        200, ask(hs256(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(3))))).status());
    assertClaimRefused(claims -> claims.issueTime(Date.from(now.plusSeconds(30))));
    assertEquals("JWT expired", detail(claims -> claims.expirationTime(Date.from(Instant.EPOCH))));
  }

  private Reply expiring(Instant end) {
    return ask(hs256(claims -> claims.expirationTime(Date.from(end))));
  }

  private String detail(Consumer<JWTClaimsSet.Builder> change) {
    return ask(hs256(change)).json().member("message").text();
  }

  @Test
  void shouldForgetATokenOutOfTheCacheWhenItExpires() {
    String token =
        hs256(claims -> claims.expirationTime(Date.from(Instant.now().minusMillis(3_500))));
    assertEquals(200, ask(token).status());
    TestServer.await(() -> ask(token).status() == 401, "the token expires");
  }

  @Test
  void shouldHoldIssuerAndAudience() {
    assertClaimRefused(claims -> claims.issuer("https://other.example"));
    assertClaimRefused(claims -> claims.issuer(null));
    assertClaimRefused(claims -> claims.audience("other"));
    assertClaimRefused(claims -> claims.audience((String) null));
    assertEquals(200, ask(hs256(claims -> claims.audience(List.of("other", "tactus")))).status());
  }

  @Test
  void shouldTakeTheRoleAndTheGrantsOfTheToken() {
    assertEquals(403, ask(hs256(claims -> claims.claim("role", null))).status());
    assertEquals(403, ask(hs256(claims -> claims.claim("role", "authenticated"))).status());
    assertEquals(403, ask(hs256(claims -> claims.claim("role", List.of("admin")))).status());
    String admin = hs256(claims -> claims.claim("role", "service_role"));
    assertEquals(200, server.get("/admin/v1/snapshots", "apikey", admin).status());
    String granted =
        hs256(claims -> claims.claim("role", "x").claim(TokenClaims.GRANTS, List.of("call:who.*")));
    assertEquals(200, server.post("/rest/v1/rpc/who.writes", null, "apikey", granted).status());
    assertEquals(403, ask(granted).status());
    assertClaimRefused(claims -> claims.claim(TokenClaims.GRANTS, "call:who.*"));
    assertClaimRefused(claims -> claims.claim(TokenClaims.GRANTS, List.of("everything")));
    assertClaimRefused(claims -> claims.claim(TokenClaims.GRANTS, List.of(1)));
  }

  @Test
  void shouldExchangeASecretWithoutAGapAndWithoutARestart() throws IOException, JOSEException {
    String next = "the next secret, of thirty-two bytes too";
    String newToken = signed(JWSAlgorithm.HS256, new MACSigner(next), claims(claims -> {}));
    String oldToken = hs256(claims -> {});
    assertEquals(401, ask(newToken).status());
    Files.writeString(folder.resolve("secrets"), SECRET + "\n" + next + "\n");
    TestServer.await(() -> ask(newToken).status() == 200, "the new secret is taken");
    assertEquals(200, ask(oldToken).status());
    Files.writeString(folder.resolve("secrets"), next + "\n");
    TestServer.await(() -> ask(oldToken).status() == 401, "the old secret is refused");
    assertEquals(200, ask(newToken).status());
  }

  @Test
  void shouldNameTheSameCallerForTheSameSubject() {
    String first = hs256(claims -> claims.claim("role", "writer"));
    String second = hs256(claims -> claims.claim("role", "writer").jwtID("other"));
    String other = hs256(claims -> claims.claim("role", "writer").subject("player-8"));
    assertEquals(who(first), who(second));
    assertFalse(who(first).equals(who(other)));
  }

  private String who(String token) {
    return server.post("/rest/v1/rpc/who.writes", null, "apikey", token).body();
  }

  @Test
  void shouldRefuseWeakKeysWithoutShowingThem() throws IOException {
    Files.writeString(folder.resolve("secrets"), "too short a secret");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new TokenVerifier(tokens(Optional.empty())));
    assertFalse(refused.getMessage().contains("too short a secret"), refused.getMessage());
    Files.writeString(folder.resolve("secrets"), "base64:!!!" + SECRET);
    refused =
        assertThrows(
            IllegalArgumentException.class, () -> new TokenVerifier(tokens(Optional.empty())));
    assertFalse(refused.getMessage().contains(SECRET), refused.getMessage());
    Files.writeString(folder.resolve("secrets"), "\n");
    assertThrows(IllegalArgumentException.class, () -> new TokenVerifier(tokens(Optional.empty())));
  }
}
