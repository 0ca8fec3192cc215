package io.tactus.gateway.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The certificate and key a server shows, read again when the files change: connections made from
 * then on see the new certificate, those that stand go on.
 *
 * <p>Threading: any thread; reading by one at a time.
 */
public final class ServerIdentity extends X509ExtendedKeyManager {

  private static final String ALIAS = "server";
  private static final byte[] PROBE = {1, 2, 3};

  private final TlsConfig config;
  private volatile X509ExtendedKeyManager current;

  private ServerIdentity(TlsConfig config) {
    this.config = config;
  }

  /**
   * Reads the files and makes a context that shows what they hold.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if what it holds is wrong, or the two do not belong together
   */
  public static SSLContext context(TlsConfig config, FileWatch watch) throws IOException {
    ServerIdentity identity = new ServerIdentity(config);
    watch.add(List.of(config.certificateFile(), config.keyFile()), identity::read);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {identity}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without TLS", e);
    }
  }

  private void read() throws IOException {
    List<X509Certificate> chain = Pem.certificates(config.certificateFile());
    PrivateKey key = Pem.privateKey(config.keyFile());
    if (!belongTogether(chain.getFirst(), key)) {
      throw new IllegalArgumentException(
          config.keyFile() + " is not the key of the certificate in " + config.certificateFile());
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, key, new char[0], chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      current = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the certificate in " + config.certificateFile() + " cannot be used", e);
    }
  }

  /** Signs something with the one and checks it with the other. */
  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false; // of different kinds
    }
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return current.getClientAliases(keyType, issuers);
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return current.chooseClientAlias(keyType, issuers, socket);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return current.getServerAliases(keyType, issuers);
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return current.chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return current.chooseEngineServerAlias(keyType, issuers, engine);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return current.getCertificateChain(alias);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return current.getPrivateKey(alias);
  }
}
