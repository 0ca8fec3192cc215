package io.tactus.pipeline.plugin;

import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.Procedure;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.TickHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A plug-in after it was asked what it brings.
 *
 * @param plugin its code
 * @param command what names it in the journal
 * @param tables JSON of the tables it needs
 */
public record LoadedPlugin(
    Plugin plugin,
    PluginCommand command,
    List<String> tables,
    List<RegisteredProcedure> procedures,
    List<RegisteredTickHandler> tickHandlers) {

  /** Copies the lists. */
  public LoadedPlugin {
    tables = List.copyOf(tables);
    procedures = List.copyOf(procedures);
    tickHandlers = List.copyOf(tickHandlers);
  }

  /** Asks a plug-in what it brings. */
  public static LoadedPlugin register(Plugin plugin, String sha256) {
    Collector collector = new Collector(plugin.name());
    plugin.register(collector);
    return new LoadedPlugin(
        plugin,
        new PluginCommand(plugin.name(), sha256),
        collector.tables,
        collector.procedures,
        collector.tickHandlers);
  }

  /** Asks it once more: procedures and handlers for another thread than the applying one. */
  LoadedPlugin again() {
    return register(plugin, command.sha256());
  }

  private static final class Collector implements Registry {
    private final String plugin;
    private final List<String> tables = new ArrayList<>();
    private final List<RegisteredProcedure> procedures = new ArrayList<>();
    private final List<RegisteredTickHandler> tickHandlers = new ArrayList<>();

    Collector(String plugin) {
      this.plugin = plugin;
    }

    @Override
    public Registry table(String tableJson) {
      tables.add(tableJson);
      return this;
    }

    @Override
    public Registry procedure(ProcedureDefinition definition, Procedure procedure) {
      procedures.add(new RegisteredProcedure(plugin, definition, procedure));
      return this;
    }

    @Override
    public Registry onTick(String name, int everyTicks, TickHandler handler) {
      return add(name, everyTicks, null, handler);
    }

    @Override
    public Registry onTickWhileNotEmpty(
        String name, int everyTicks, String table, TickHandler handler) {
      return add(name, everyTicks, Objects.requireNonNull(table, "table"), handler);
    }

    private Registry add(String name, int everyTicks, String table, TickHandler handler) {
      if (everyTicks < 1) {
        throw new IllegalArgumentException(name + " runs every " + everyTicks + " ticks");
      }
      tickHandlers.add(new RegisteredTickHandler(plugin, name, everyTicks, table, handler));
      return this;
    }
  }
}
