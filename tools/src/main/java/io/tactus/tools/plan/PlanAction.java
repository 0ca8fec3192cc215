package io.tactus.tools.plan;

/** What a step does. The text may hold variables, put in just before it is done. */
public sealed interface PlanAction {

  /** The word after the opening fence. */
  String kind();

  /**
   * An HTTP request to the plan's server.
   *
   * @param text request line, headers, an empty line, body
   * @param manner how it is sent
   */
  record Http(String text, RawRequest.Manner manner) implements PlanAction {
    @Override
    public String kind() {
      return "http";
    }
  }

  /**
   * A command line, run as its own process.
   *
   * @param text the command on the first line; after an empty line its standard input
   */
  record Command(String text) implements PlanAction {
    @Override
    public String kind() {
      return "tactus";
    }
  }

  /**
   * Starting or ending the plan's server.
   *
   * @param verb what is done
   * @param arguments more arguments for {@code serve}; empty unless starting
   */
  record Server(Verb verb, String arguments) implements PlanAction {

    /** What can be done to a server. */
    public enum Verb {
      /** Starts it and waits until it is ready or has ended. */
      START,
      /** Ends it with SIGTERM and waits. */
      STOP,
      /** Ends it with SIGKILL and waits. */
      KILL
    }

    @Override
    public String kind() {
      return "server";
    }
  }

  /**
   * A file written in the plan's folder, such as a configuration or a secret; checks itself.
   *
   * @param name a simple name
   * @param text what it holds, each line ended
   */
  record TextFile(String name, String text) implements PlanAction {
    @Override
    public String kind() {
      return "file";
    }
  }

  /** Bytes changed in the data folder of a stopped server; checks itself. */
  record Damage(FileDamage damage) implements PlanAction {
    @Override
    public String kind() {
      return "damage";
    }
  }
}
