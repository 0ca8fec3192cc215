package io.tactus.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: version, commit and JDK. */
public final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    Properties build = load();
    return new String[] {
      "tactus " + build.getProperty("version") + " (" + build.getProperty("commit") + ")",
      "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
    };
  }

  private static Properties load() {
    Properties build = new Properties();
    try (InputStream in = BuildVersion.class.getResourceAsStream("build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build;
  }
}
