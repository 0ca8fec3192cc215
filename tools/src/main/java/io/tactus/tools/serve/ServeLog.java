package io.tactus.tools.serve;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** The one thing that is configurable about the log. Stateless. */
final class ServeLog {

  private ServeLog() {}

  static void setLevel(String level) {
    if (LoggerFactory.getLogger("ROOT") instanceof Logger root) {
      root.setLevel(Level.toLevel(level));
    }
  }
}
