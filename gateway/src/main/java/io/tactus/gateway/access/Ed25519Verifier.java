package io.tactus.gateway.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.CriticalHeaderParamsDeferral;
import com.nimbusds.jose.crypto.impl.EdDSAProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;

/**
 * Checks Ed25519 signatures (RFC 8032) by the JDK. The token library's own class of this kind needs
 * Tink, a second library of cryptography, for what the JDK has had since 15.
 *
 * <p>Threading: any thread; immutable.
 */
final class Ed25519Verifier extends EdDSAProvider implements JWSVerifier {

  private static final String ALGORITHM = "Ed25519";

  private final EdECPublicKey key;
  private final CriticalHeaderParamsDeferral critical = new CriticalHeaderParamsDeferral();

  /**
   * @param key of the curve Ed25519
   */
  Ed25519Verifier(EdECPublicKey key) {
    this.key = key;
  }

  /** A header that says one must understand something ({@code crit}) is not passed over. */
  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
    if (!critical.headerPasses(header)) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature.decode());
    } catch (SignatureException _) {
      return false; // not 64 bytes, or a number beyond the order of the curve
    } catch (GeneralSecurityException e) {
      throw new JOSEException("this JDK cannot check Ed25519 signatures", e);
    }
  }
}
