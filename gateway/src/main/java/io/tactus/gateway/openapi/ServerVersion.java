package io.tactus.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version this server was built as. Threading: stateless. */
final class ServerVersion {

  private ServerVersion() {}

  static String text() {
    Properties build = new Properties();
    try (InputStream in = ServerVersion.class.getResourceAsStream("version.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }
}
