package io.tactus.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.Gateway;
import io.tactus.gateway.GatewayConfig;
import io.tactus.gateway.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transport Layer Security over real sockets. */
class TlsTest {

  @TempDir private Path folder;

  private TestServer start(TlsConfig tls) {
    return TestServer.start(
        folder.resolve("data"), engine -> engine, config -> config.tls(Optional.of(tls)));
  }

  private static SSLContext trusting(TlsConfig tls) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("server", Pem.certificates(tls.certificateFile()).getFirst());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static URI uri(TestServer server, String path) {
    return URI.create("https://localhost:" + server.gateway().address().getPort() + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void shouldServeOverTls(String algorithm)
      throws IOException, GeneralSecurityException, InterruptedException {
    TlsConfig tls = TestCertificates.make(folder, "first", algorithm);
    try (TestServer server = start(tls);
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(tls)).build()) {
      String table =
          "{\"name\":\"t\",\"fields\":[{\"name\":\"id\",\"type\":\"u32\"}],\"primaryKey\":[\"id\"]}";
      HttpRequest create =
          HttpRequest.newBuilder(uri(server, "/schema/v1/tables"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(table))
              .build();
      assertEquals(201, client.send(create, HttpResponse.BodyHandlers.ofString()).statusCode());
      String rows = "[{\"id\":1},{\"id\":2}]";
      HttpRequest insert =
          HttpRequest.newBuilder(uri(server, "/rest/v1/t"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(rows))
              .build();
      assertEquals(201, client.send(insert, HttpResponse.BodyHandlers.ofString()).statusCode());
      HttpRequest get = HttpRequest.newBuilder(uri(server, "/rest/v1/t")).build();
      assertEquals(
          "[{\"id\":1},{\"id\":2}]", client.send(get, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  @Test
  void shouldSpeakNothingOlderThanTls12() throws IOException, GeneralSecurityException {
    TlsConfig tls = TestCertificates.make(folder, "first", "EC");
    try (TestServer server = start(tls)) {
      for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
        assertEquals(version, handshake(server, tls, version));
      }
      assertThrows(SSLException.class, () -> handshake(server, tls, "TLSv1.1"));
    }
  }

  private static String handshake(TestServer server, TlsConfig tls, String version)
      throws IOException, GeneralSecurityException {
    InetSocketAddress address = server.gateway().address();
    try (SSLSocket socket =
        (SSLSocket)
            trusting(tls)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  @Test
  void shouldShowAnotherCertificateOnceTheFilesHoldOne()
      throws IOException, GeneralSecurityException {
    TlsConfig tls = TestCertificates.make(folder, "first", "EC");
    try (TestServer server = start(tls)) {
      assertEquals("CN=first", shown(server));
      TestCertificates.make(folder, "second", "EC");
      TestServer.await(() -> shown(server).equals("CN=second"), "the new certificate is shown");
      Files.writeString(tls.keyFile(), "damaged");
      for (long end = System.nanoTime() + 1_500_000_000L; System.nanoTime() < end; ) {
        assertEquals("CN=second", shown(server), "what was read last goes on to hold");
      }
    }
  }

  private static String shown(TestServer server) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new javax.net.ssl.TrustManager[] {new TrustEverything()}, null);
      InetSocketAddress address = server.gateway().address();
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), address.getPort())) {
        socket.startHandshake();
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return shown.getSubjectX500Principal().getName();
      }
    } catch (IOException | GeneralSecurityException e) {
      return e.toString();
    }
  }

  /** Takes whatever is shown: the test looks at it. */
  private static final class TrustEverything extends javax.net.ssl.X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] c, String a, java.net.Socket s) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String a, java.net.Socket s) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String a, javax.net.ssl.SSLEngine e) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String a, javax.net.ssl.SSLEngine e) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String a) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String a) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void shouldNotStartWithFilesThatDoNotFit() throws IOException {
    TlsConfig first = TestCertificates.make(folder, "first", "EC");
    Path certificate = folder.resolve("other.pem");
    Files.copy(first.certificateFile(), certificate);
    TlsConfig second = TestCertificates.make(folder, "second", "EC");
    assertRefused(new TlsConfig(certificate, second.keyFile()), "is not the key of");
    assertRefused(new TlsConfig(folder.resolve("none.pem"), second.keyFile()), "there is no file");
    assertRefused(new TlsConfig(second.keyFile(), second.keyFile()), "holds no certificate");
    assertRefused(new TlsConfig(certificate, certificate), "holds no private key");
    String key = Files.readString(second.keyFile());
    Path traditional = folder.resolve("traditional.pem");
    Files.writeString(traditional, key.replace("PRIVATE KEY", "EC PRIVATE KEY"));
    assertRefused(new TlsConfig(certificate, traditional), "openssl pkcs8");
    Path damaged = folder.resolve("damaged.pem");
    Files.writeString(damaged, key.replaceFirst("\n[A-Za-z0-9+/]{20}", "\nAAAA"));
    assertRefused(new TlsConfig(certificate, damaged), "private key");
  }

  private static void assertRefused(TlsConfig tls, String why) throws IOException {
    GatewayConfig config =
        GatewayConfig.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .tls(Optional.of(tls))
            .build();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Gateway.start(config, progress -> null));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    String body = Files.exists(tls.keyFile()) ? Files.readString(tls.keyFile()) : "";
    for (String line : body.lines().filter(l -> !l.startsWith("-")).toList()) {
      assertFalse(refused.getMessage().contains(line), "the message shows some of the key");
    }
  }
}
