package io.tactus.tools.serve;

import io.tactus.gateway.access.KeyRecord;
import io.tactus.gateway.access.Role;
import io.tactus.gateway.access.TokenConfig;
import io.tactus.tools.settings.SettingKey;
import io.tactus.tools.settings.SettingKeys;
import io.tactus.tools.settings.SettingValues;
import java.util.List;
import java.util.Map;

/**
 * The keys of {@code [access]} and {@code [tls]}. Secrets stand in files that are named here, so
 * that neither the configuration nor the arguments of the process hold any. Immutable.
 */
final class AccessKeys {

  private static final SettingKeys.Builder KEYS = new SettingKeys.Builder().section("access");

  static final SettingKey<String> KEY_FILE =
      KEYS.add(
          "keys",
          "FILE",
          "The key file, as 'tactus keys' makes it; empty: keys.json in the data folder",
          "",
          text -> text);
  static final SettingKey<List<String>> ANONYMOUS =
      KEYS.add(
          "anonymous",
          "LIST",
          "What callers without credentials may do once there are keys: none|reader|writer, grants",
          "",
          ServeAccess::rolesAndGrants);
  static final SettingKey<Integer> RATE_LIMIT =
      KEYS.add(
          "rate_limit",
          "N",
          "Requests per second of one caller; 0: no limit",
          "0",
          SettingValues.integer(0, KeyRecord.MAX_RATE));
  static final SettingKey<Integer> RATE_BURST =
      KEYS.add(
          "rate_burst",
          "N",
          "Requests a caller may make at once; 0: twice the rate limit",
          "0",
          SettingValues.integer(0, 2 * KeyRecord.MAX_RATE));
  static final SettingKey<List<String>> ORIGINS =
      KEYS.add(
          "origins",
          "LIST",
          "Origins whose pages may use the server in a browser, or * for all; empty: none",
          "",
          ServeAccess::origins);
  static final SettingKey<String> JWT_SECRET_FILE =
      KEYS.add(
          "jwt_secret_file",
          "FILE",
          "Secrets of HS256 tokens, one a line, at least 32 bytes each; base64:… is decoded",
          "",
          text -> text);
  static final SettingKey<String> JWT_PUBLIC_KEY_FILE =
      KEYS.add(
          "jwt_public_key_file",
          "FILE",
          "Public keys or certificates of RS256 (RSA) and EdDSA (Ed25519) tokens, in PEM",
          "",
          text -> text);
  static final SettingKey<String> JWT_ISSUER =
      KEYS.add("jwt_issuer", "TEXT", "What iss of a token must be; empty: anything", "", t -> t);
  static final SettingKey<String> JWT_AUDIENCE =
      KEYS.add("jwt_audience", "TEXT", "What aud of a token must hold; empty: any", "", t -> t);
  static final SettingKey<Integer> JWT_CLOCK_SKEW =
      KEYS.add(
          "jwt_clock_skew",
          "SECONDS",
          "How far the clocks of issuer and server may be apart",
          String.valueOf(TokenConfig.DEFAULT_CLOCK_SKEW_SECONDS),
          SettingValues.integer(0, TokenConfig.MAX_CLOCK_SKEW_SECONDS));
  static final SettingKey<String> JWT_ROLE_CLAIM =
      KEYS.add(
          "jwt_role_claim",
          "NAME",
          "The claim that holds the role",
          TokenConfig.NONE.roleClaim(),
          SettingValues::text);
  static final SettingKey<Map<String, Role>> JWT_ROLES =
      KEYS.add(
          "jwt_roles",
          "LIST",
          "Roles by the names tokens have for them, such as service_role=admin",
          "",
          ServeAccess::roles);

  static final SettingKey<String> CERTIFICATE_FILE =
      KEYS.section("tls")
          .add(
              "certificate_file",
              "FILE",
              "Serve https with this certificate and those behind it, in PEM",
              "",
              text -> text);
  static final SettingKey<String> CERTIFICATE_KEY_FILE =
      KEYS.add("key_file", "FILE", "Its private key: PKCS #8 in PEM, not encrypted", "", t -> t);

  /** All of them. */
  static final SettingKeys ALL = KEYS.build();

  private AccessKeys() {}
}
