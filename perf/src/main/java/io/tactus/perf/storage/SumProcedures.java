package io.tactus.perf.storage;

import io.tactus.journal.file.NioDisk;
import io.tactus.perf.process.TemporaryFolder;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.plugin.LoadedPlugin;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.plugin.RegisteredProcedure;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.pipeline.runtime.ReadOnlyCall;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Version;
import io.tactus.storage.parallel.ParallelWorkers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The procedure of {@link SumPlugin}, as part of the process or out of a jar, where its steps are
 * counted, called as the server calls it. Threading: one thread.
 */
final class SumProcedures {
  private static final int ROOM_BYTES = 256;

  private static final ConfigCommand CONFIG =
      new ConfigCommand(
          ConfigCommand.SEMANTICS_VERSION,
          60,
          0,
          0,
          0,
          1 << 20,
          Long.MAX_VALUE / 2,
          1 << 20,
          Page.SIZE_BYTES);

  private final UnsafeBuffer room = new UnsafeBuffer(new byte[2 * ROOM_BYTES]);
  private final TupleWriter arguments = new TupleWriter();
  private final TupleReader given = new TupleReader();
  private final TupleWriter results = new TupleWriter();
  private final TupleReader taken = new TupleReader();

  /** The procedure as part of this process. */
  static RegisteredProcedure builtIn() {
    return LoadedPlugin.register(new SumPlugin(), "").procedures().get(0);
  }

  /** The procedure as a server loads it from a jar. */
  static RegisteredProcedure ofJar() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("tactus-sum-")) {
      Path jar = folder.path().resolve("sum.jar");
      String name = SumPlugin.class.getName();
      try (OutputStream out = Files.newOutputStream(jar);
          ZipOutputStream zip = new ZipOutputStream(out);
          InputStream code = SumPlugin.class.getResourceAsStream("SumPlugin.class")) {
        byte[] service = name.getBytes(StandardCharsets.UTF_8);
        put(zip, "META-INF/services/" + Plugin.class.getName(), service);
        put(zip, name.replace('.', '/') + ".class", code.readAllBytes());
      }
      Path data = folder.path().resolve("data");
      Files.createDirectories(data.resolve("plugins"));
      PluginStore store = new PluginStore(NioDisk.at(data));
      return store.install(List.of(new PluginSource.Jar(jar))).get(0).procedures().get(0);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
  }

  /** Runs it over a version; returns the sum. */
  long sum(RegisteredProcedure procedure, Version version, ParallelWorkers workers) {
    var definition = procedure.definition();
    int length = arguments.wrap(definition.parameters(), room, 0, ROOM_BYTES).finish();
    given.wrap(definition.parameters(), room, 0, length);
    results.wrap(definition.results(), room, ROOM_BYTES, ROOM_BYTES);
    ReadOnlyCall.run(procedure, version, CONFIG, workers, 0, given, results);
    return taken.wrap(definition.results(), room, ROOM_BYTES, results.length()).getLong(0);
  }
}
