package io.tactus.pipeline.plugin;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Map;
import java.util.TreeSet;

/**
 * Loads the classes of one plug-in from memory. Sees the JDK, the procedure API and the JSON
 * library its json parameters are written for, and nothing else of the server; two plug-ins never
 * share a class of theirs.
 */
final class PluginClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String[] SHARED = {
    "io.tactus.pipeline.procedure.",
    "io.tactus.pipeline.runtime.",
    "io.tactus.storage.",
    "com.dslplatform.json."
  };

  private final Map<String, byte[]> entries;

  PluginClassLoader(Map<String, byte[]> entries) {
    super("tactus-plugin", ClassLoader.getPlatformClassLoader());
    this.entries = entries;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    for (String shared : SHARED) {
      if (name.startsWith(shared)) {
        return PluginClassLoader.class.getClassLoader().loadClass(name);
      }
    }
    return super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = entries.get(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] metered = Metering.instrument(bytes, this);
    return defineClass(name, metered, 0, metered.length);
  }

  /**
   * Loads and initializes every class of the plug-in now, so that this is no part of the first
   * command that happens to need it, and looks for every class they name.
   *
   * @throws LinkageError if a class cannot be loaded
   * @throws ClassNotFoundException if a class is named that the plug-in does not bring
   */
  void initializeAll() throws ClassNotFoundException {
    for (String entry : new TreeSet<>(entries.keySet())) {
      if (entry.endsWith(".class") && !entry.endsWith("module-info.class")) {
        String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
        Class.forName(name, true, this);
        expectAllNamed(name, entries.get(entry));
      }
    }
  }

  private void expectAllNamed(String name, byte[] classFile) throws ClassNotFoundException {
    for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
      if (entry instanceof ClassEntry reference && reference.asSymbol().isClassOrInterface()) {
        String needed = reference.asInternalName().replace('/', '.');
        try {
          loadClass(needed);
        } catch (ClassNotFoundException e) {
          throw new ClassNotFoundException(
              name + " needs " + needed + ", which neither the jar nor the JDK nor the server has",
              e);
        }
      }
    }
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = entries.get(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }
}
