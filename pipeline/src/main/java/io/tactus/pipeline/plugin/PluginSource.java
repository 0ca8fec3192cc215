package io.tactus.pipeline.plugin;

import io.tactus.pipeline.procedure.Plugin;
import java.nio.file.Path;

/** Where a plug-in comes from. */
public sealed interface PluginSource {

  /** A jar; a copy is kept in the data folder under its SHA-256. */
  record Jar(Path path) implements PluginSource {}

  /**
   * A plug-in that is part of this process, such as one under test. Its code is not kept with the
   * journal: a replay takes the one the process then has, by name.
   */
  record BuiltIn(Plugin plugin) implements PluginSource {}
}
