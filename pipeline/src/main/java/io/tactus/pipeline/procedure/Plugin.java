package io.tactus.pipeline.procedure;

/**
 * Game code that runs inside the server. A plug-in is a jar that names its implementation of this
 * interface in {@code META-INF/services/io.tactus.pipeline.procedure.Plugin}.
 *
 * <p>Its code must be a function of what the {@link Context} shows: no clock, randomness, files,
 * sockets, threads or mutable static state of its own, or a replay will not reproduce it.
 */
public interface Plugin {
  /** A stable name, unique within a server. */
  String name();

  /** Called once when the plug-in is loaded; names everything the plug-in brings. */
  void register(Registry registry);
}
