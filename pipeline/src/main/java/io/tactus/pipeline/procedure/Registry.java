package io.tactus.pipeline.procedure;

/** Takes what a {@link Plugin} brings. Wrong definitions throw {@link IllegalArgumentException}. */
public interface Registry {
  /**
   * A table the plug-in needs, as the JSON of {@code POST /schema/v1/tables}. It is created, as a
   * journaled command, when the server starts and does not have it; if a table of that name has
   * other fields, the server refuses to start and says so.
   */
  Registry table(String tableJson);

  /** A procedure under the definition's name. */
  Registry procedure(ProcedureDefinition definition, Procedure procedure);

  /**
   * Runs {@code handler} in its own transaction on every tick whose number is divisible by {@code
   * everyTicks}; once for each such beat, or once if several of them were skipped.
   */
  Registry onTick(String name, int everyTicks, TickHandler handler);

  /**
   * As {@link #onTick}, but only on beats at which a table has rows: those the beat finds when the
   * handler's turn comes. While it has none, the beats cost nothing and are not journaled.
   *
   * @param table its name; one that is not there has no rows
   */
  Registry onTickWhileNotEmpty(String name, int everyTicks, String table, TickHandler handler);
}
