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

  /**
   * Names everything the plug-in brings. Called when the plug-in is loaded, and again for every dry
   * run, which happens beside the commands on another thread: make new procedures each time, that
   * share nothing that changes.
   */
  void register(Registry registry);
}
