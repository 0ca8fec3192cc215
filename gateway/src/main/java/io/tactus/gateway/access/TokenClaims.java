package io.tactus.gateway.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.List;

/** What the claims of a token, whose signature holds, say about its bearer. Stateless. */
final class TokenClaims {

  /** An array of grants as a key has them. */
  static final String GRANTS = "tactus_grants";

  private static final int SHOWN = 64;

  private TokenClaims() {}

  /** A role nobody knows here is none: the grants may still say something. */
  static Role role(JWTClaimsSet claims, TokenConfig config) {
    Object claim = claims.getClaim(config.roleClaim());
    if (!(claim instanceof String name)) {
      return Role.NONE;
    }
    Role own = Role.of(name);
    return own == null ? config.roles().getOrDefault(name, Role.NONE) : own;
  }

  static Grants grants(JWTClaimsSet claims) {
    try {
      List<String> texts = claims.getStringListClaim(GRANTS);
      return texts == null ? Grants.NONE : Grants.of(texts);
    } catch (ParseException | IllegalArgumentException | NullPointerException _) {
      throw TokenVerifier.refusedClaim("JWT with a " + GRANTS + " claim that is no list of grants");
    }
  }

  /** Returns a subject as it may stand in a log: nothing in it can pass for another line. */
  static String printable(String subject) {
    String plain = subject.replaceAll("[^\\x21-\\x7e]", "?");
    return "jwt:" + (plain.length() > SHOWN ? plain.substring(0, SHOWN) : plain);
  }
}
