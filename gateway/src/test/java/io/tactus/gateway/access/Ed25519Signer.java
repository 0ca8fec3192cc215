package io.tactus.gateway.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.EdDSAProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs by the JDK, with whatever kind of key it is given: that is what the tests are about. */
final class Ed25519Signer extends EdDSAProvider implements JWSSigner {

  private final String algorithm;
  private final PrivateKey key;

  Ed25519Signer(PrivateKey key) {
    this("Ed25519", key);
  }

  Ed25519Signer(String algorithm, PrivateKey key) {
    this.algorithm = algorithm;
    this.key = key;
  }

  @Override
  public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(input);
      return Base64URL.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new JOSEException("cannot sign", e);
    }
  }
}
