package io.tactus.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys from PEM files. Messages name the file and never show a key. */
public final class Pem {

  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
  private static final String CERTIFICATE = "CERTIFICATE";

  private static final class Block {
    private final String label;
    private final byte[] bytes;

    Block(String label, byte[] bytes) {
      this.label = label;
      this.bytes = bytes;
    }
  }

  private Pem() {}

  /**
   * Returns the certificates of a file, in their order.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if there is none, or one that is damaged
   */
  public static List<X509Certificate> certificates(Path file) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(file)) {
      if (block.label.equals(CERTIFICATE)) {
        certificates.add(certificate(file, block.bytes));
      }
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no certificate in PEM");
    }
    return certificates;
  }

  /**
   * Returns the private key of a file: PKCS #8, not encrypted; RSA, EC or Ed25519.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if there is none, saying how to get one
   */
  public static PrivateKey privateKey(Path file) throws IOException {
    for (Block block : blocks(file)) {
      if (block.label.equals("PRIVATE KEY")) {
        return privateKey(file, block.bytes);
      }
      if (block.label.endsWith("PRIVATE KEY")) {
        throw new IllegalArgumentException(
            file
                + " holds a key in another form (BEGIN "
                + block.label
                + "); convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out NEW");
      }
    }
    throw new IllegalArgumentException(file + " holds no private key in PEM");
  }

  /**
   * Returns the public keys of a file, those of certificates included.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if there is none, or one that is damaged
   */
  public static List<PublicKey> publicKeys(Path file) throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    for (Block block : blocks(file)) {
      if (block.label.equals("PUBLIC KEY")) {
        keys.add(publicKey(file, block.bytes));
      } else if (block.label.equals(CERTIFICATE)) {
        keys.add(certificate(file, block.bytes).getPublicKey());
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no public key in PEM");
    }
    return keys;
  }

  private static List<Block> blocks(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException(file + " is larger than a PEM file can be");
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
    }
    return blocks;
  }

  private static X509Certificate certificate(Path file, byte[] bytes) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw new IllegalArgumentException(file + " holds a damaged certificate", e);
    }
  }

  /** The encoding names its algorithm inside, but the JDK wants to be told. */
  private static PrivateKey privateKey(Path file, byte[] bytes) {
    GeneralSecurityException last = null; // of another algorithm
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new IllegalArgumentException(
        file + " holds a private key that is not RSA, EC or Ed25519", last);
  }

  private static PublicKey publicKey(Path file, byte[] bytes) {
    GeneralSecurityException last = null; // of another algorithm
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(bytes));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new IllegalArgumentException(
        file + " holds a public key that is not RSA, EC or Ed25519", last);
  }
}
