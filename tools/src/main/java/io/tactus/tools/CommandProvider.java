package io.tactus.tools;

import java.util.List;

/**
 * Adds commands to {@code tactus} from another module, found through {@link
 * java.util.ServiceLoader}. The load rig contributes {@code bench} and {@code demo} this way, so
 * that the command line does not depend on it.
 */
public interface CommandProvider {

  /**
   * The commands to add: objects annotated with picocli's {@code @Command}, each with a name, a
   * description and examples. Called once, at start-up.
   */
  List<Object> commands();
}
