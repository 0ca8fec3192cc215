package io.tactus.pipeline.plugin;

import io.tactus.pipeline.procedure.Plugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Loads the plug-in of a jar, in isolation. */
final class PluginJar {
  private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

  private PluginJar() {}

  /**
   * Loads a jar.
   *
   * @throws IllegalArgumentException if it holds no plug-in, or more than one
   */
  static LoadedPlugin load(byte[] jar, String sha256) throws IOException {
    Map<String, byte[]> entries = entries(jar);
    byte[] service = entries.get(SERVICE);
    if (service == null) {
      throw new IllegalArgumentException("not a plug-in: the jar has no " + SERVICE);
    }
    String className = className(service);
    try {
      PluginClassLoader loader = new PluginClassLoader(entries);
      loader.initializeAll();
      Plugin plugin =
          loader
              .loadClass(className)
              .asSubclass(Plugin.class)
              .getDeclaredConstructor()
              .newInstance();
      return LoadedPlugin.register(plugin, sha256);
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw new IllegalArgumentException("cannot load the plug-in " + className + ": " + e, e);
    }
  }

  private static Map<String, byte[]> entries(byte[] jar) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return entries;
  }

  private static String className(byte[] service) {
    String found = null;
    for (String line : new String(service, StandardCharsets.UTF_8).split("\n", -1)) {
      String name = line.replaceFirst("#.*", "").trim();
      if (!name.isEmpty()) {
        if (found != null) {
          throw new IllegalArgumentException("a jar may hold one plug-in, this one names more");
        }
        found = name;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException("not a plug-in: " + SERVICE + " names no class");
    }
    return found;
  }
}
