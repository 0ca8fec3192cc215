package io.tactus.pipeline.command;

/** The type ids of commands, as they stand in record headers. Never renumbered. */
public final class CommandType {
  /** One or more row operations and calls, as one transaction. */
  public static final int OPERATIONS = 1;

  /** A change of the schema. */
  public static final int SCHEMA = 2;

  /** A beat. */
  public static final int TICK = 3;

  /** The settings that decide outcomes; written at every start. */
  public static final int CONFIG = 4;

  /** A plug-in in force from here on; written at every start, after CONFIG. */
  public static final int PLUGIN = 5;

  /** Operations or a change of the schema that are done once however often they are asked for. */
  public static final int KEYED = 12;

  /** One past the largest id of a command. */
  public static final int LIMIT = 13;

  private CommandType() {}
}
