package io.tactus.pipeline.plugin;

import io.tactus.pipeline.procedure.Plugin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles a plug-in from source and packs it, as its author would. */
public final class PluginJarBuilder {
  private PluginJarBuilder() {}

  /** A jar in {@code folder} with one class, in no package, that is the plug-in. */
  public static Path build(Path folder, String className, String source) throws IOException {
    Path sources = Files.createDirectories(folder.resolve(className + "-src"));
    Path classes = Files.createDirectories(folder.resolve(className + "-classes"));
    Path file = Files.writeString(sources.resolve(className + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
            .call();
    if (!compiled) {
      throw new AssertionError(messages);
    }
    Path jar = folder.resolve(className + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> compiledClasses = Files.walk(classes)) {
      put(
          zip,
          "META-INF/services/" + Plugin.class.getName(),
          className.getBytes(StandardCharsets.UTF_8));
      compiledClasses
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(
              path -> {
                try {
                  put(zip, classes.relativize(path).toString(), Files.readAllBytes(path));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return jar;
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(bytes);
  }
}
