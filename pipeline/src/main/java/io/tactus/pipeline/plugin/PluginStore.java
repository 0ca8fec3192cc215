package io.tactus.pipeline.plugin;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.WholeFile;
import io.tactus.pipeline.command.PluginCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The plug-ins of a data folder: jars under their SHA-256, and those that are part of this process.
 *
 * <p>Threading: one thread at a time.
 */
public final class PluginStore implements PluginResolver {
  private static final Pattern JAR = Pattern.compile("[0-9a-f]{64}\\.jar");

  private final Disk disk;
  private final Map<String, LoadedPlugin> bySha = new HashMap<>();
  private final Map<String, LoadedPlugin> builtIn = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  public PluginStore(Disk disk) {
    this.disk = disk;
  }

  /** Loads plug-ins, and keeps a copy of each jar in the data folder. */
  public List<LoadedPlugin> install(List<PluginSource> sources) {
    return sources.stream().map(this::install).toList();
  }

  private LoadedPlugin install(PluginSource source) {
    return switch (source) {
      case PluginSource.BuiltIn(var plugin) -> {
        LoadedPlugin loaded = LoadedPlugin.register(plugin, "");
        builtIn.put(plugin.name(), loaded);
        yield loaded;
      }
      case PluginSource.Jar(var path) -> {
        try {
          byte[] jar = Files.readAllBytes(path);
          String sha256 = sha256(jar);
          LoadedPlugin loaded = PluginJar.load(jar, sha256);
          keep(jar, sha256);
          bySha.put(sha256, loaded);
          yield loaded;
        } catch (IOException e) {
          throw new IllegalArgumentException("cannot read the plug-in " + path + ": " + e, e);
        }
      }
    };
  }

  private void keep(byte[] jar, String sha256) {
    String name = fileName(sha256);
    try {
      if (!disk.exists(name)) {
        WholeFile.replace(disk, name, jar);
      }
    } catch (IOException e) {
      throw new JournalFailure("cannot keep " + disk.describe(name), e);
    }
  }

  /** Adds plug-ins that are part of this process, for histories that name them. */
  public PluginStore withBuiltIn(List<PluginSource> sources) {
    for (PluginSource source : sources) {
      if (source instanceof PluginSource.BuiltIn(var plugin)) {
        builtIn.put(plugin.name(), LoadedPlugin.register(plugin, ""));
      }
    }
    return this;
  }

  @Override
  public LoadedPlugin resolve(PluginCommand command) {
    if (command.sha256().isEmpty()) {
      LoadedPlugin plugin = builtIn.get(command.name());
      if (plugin == null) {
        throw new PluginMissing(command);
      }
      return plugin;
    }
    return bySha.computeIfAbsent(command.sha256(), sha256 -> load(command));
  }

  private LoadedPlugin load(PluginCommand command) {
    byte[] jar = jar(command);
    try {
      return PluginJar.load(jar, command.sha256());
    } catch (IOException | RuntimeException | LinkageError e) {
      // It could be loaded where it was installed.
      throw new PluginUnloadable(command, disk.describe(fileName(command.sha256())), e);
    }
  }

  /**
   * Checks that the jar of a plug-in is kept, if it is one. Loads nothing.
   *
   * @throws PluginMissing if it is not, or is another
   * @throws JournalFailure if it cannot be read
   */
  public void requireJar(PluginCommand command) {
    if (!command.sha256().isEmpty() && seen.add(command.sha256())) {
      jar(command);
    }
  }

  private byte[] jar(PluginCommand command) {
    String name = fileName(command.sha256());
    try {
      if (!disk.exists(name)) {
        throw new PluginMissing(command, disk.describe(name));
      }
      byte[] jar;
      try (DiskFile file = disk.openReadOnly(name)) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        file.readFully(bytes, 0);
        jar = bytes.array();
      }
      if (!sha256(jar).equals(command.sha256())) {
        throw PluginMissing.another(command, disk.describe(name));
      }
      return jar;
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + disk.describe(name), e);
    }
  }

  /** Whether a simple name in the folder of plug-ins is that of a jar. */
  public static boolean isJar(String simpleName) {
    return JAR.matcher(simpleName).matches();
  }

  /** The hash a jar should have by its simple name, of which {@link #isJar} is true. */
  public static String sha256Of(String simpleName) {
    return simpleName.substring(0, simpleName.indexOf('.'));
  }

  /** Where the jar of a hash is kept. */
  public static String fileName(String sha256) {
    return FolderLayout.PLUGINS + "/" + sha256 + ".jar";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
