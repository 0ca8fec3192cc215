package io.tactus.tools.client;

import io.tactus.gateway.tls.Pem;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the certificates of a file, and in no others. Stateless. */
final class Trust {

  private Trust() {}

  /**
   * Returns a context that trusts the certificates of a PEM file.
   *
   * @throws CommandFailure if it cannot be read or holds none
   */
  static SSLContext in(Path file) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      List<X509Certificate> certificates = Pem.certificates(file);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("trusted-" + i, certificates.get(i));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "--cacert: cannot read " + file);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--cacert: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without TLS", e);
    }
  }
}
