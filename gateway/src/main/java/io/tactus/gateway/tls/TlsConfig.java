package io.tactus.gateway.tls;

import java.nio.file.Path;

/**
 * Where a server's certificate lies. Immutable.
 *
 * @param certificateFile the certificate and those that vouch for it, in this order, in PEM
 * @param keyFile its private key, PKCS #8 in PEM, not encrypted
 */
public record TlsConfig(Path certificateFile, Path keyFile) {}
