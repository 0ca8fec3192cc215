package io.tactus.pipeline.plugin;

import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/** The plug-ins in force, and all they brought. Immutable. */
public final class PluginSet {
  /** No plug-ins. */
  public static final PluginSet EMPTY = new PluginSet(List.of());

  private final List<LoadedPlugin> plugins;
  private final List<ProcedureDefinition> definitions = new ArrayList<>();
  private final List<RegisteredTickHandler> tickHandlers = new ArrayList<>();
  private final Int2ObjectHashMap<Entry> procedures = new Int2ObjectHashMap<>();

  /** Procedures whose names have the same hash, as a list. */
  private static final class Entry {
    private final byte[] name;
    private final RegisteredProcedure procedure;
    private final Entry next;

    Entry(byte[] name, RegisteredProcedure procedure, Entry next) {
      this.name = name;
      this.procedure = procedure;
      this.next = next;
    }
  }

  private PluginSet(List<LoadedPlugin> plugins) {
    this.plugins = List.copyOf(plugins);
    for (LoadedPlugin plugin : this.plugins) {
      for (RegisteredProcedure procedure : plugin.procedures()) {
        add(procedure);
      }
      tickHandlers.addAll(plugin.tickHandlers());
    }
    definitions.sort(Comparator.comparing(ProcedureDefinition::name));
  }

  /** This set with one plug-in more; {@link IllegalArgumentException} if names collide. */
  public PluginSet with(LoadedPlugin plugin) {
    List<LoadedPlugin> more = new ArrayList<>(plugins);
    more.add(plugin);
    return new PluginSet(more);
  }

  /** The same plug-ins with procedures of their own, for a thread other than the applying one. */
  public PluginSet again() {
    return new PluginSet(plugins.stream().map(LoadedPlugin::again).toList());
  }

  private void add(RegisteredProcedure procedure) {
    String name = procedure.definition().name();
    if (find(name) != null) {
      throw new IllegalArgumentException("two procedures are named " + name);
    }
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    int hash = 0;
    for (byte b : bytes) {
      hash = 31 * hash + b;
    }
    procedures.put(hash, new Entry(bytes, procedure, procedures.get(hash)));
    definitions.add(procedure.definition());
  }

  /** The procedure of a name, or null. */
  public RegisteredProcedure find(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + name.charAt(i);
    }
    for (Entry entry = procedures.get(hash); entry != null; entry = entry.next) {
      if (entry.procedure.definition().name().equals(name)) {
        return entry.procedure;
      }
    }
    return null;
  }

  /** The procedure whose name stands in a buffer, or null. Allocates nothing. */
  public RegisteredProcedure find(DirectBuffer buffer, int offset, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + buffer.getByte(offset + i);
    }
    for (Entry entry = procedures.get(hash); entry != null; entry = entry.next) {
      if (matches(entry.name, buffer, offset, length)) {
        return entry.procedure;
      }
    }
    return null;
  }

  /**
   * The procedure of this name.
   *
   * @throws Rejection NOT_FOUND, {@code unknown_procedure}, if there is none
   */
  public RegisteredProcedure require(String name) {
    RegisteredProcedure found = find(name);
    if (found == null) {
      throw new Rejection(RejectionCode.NOT_FOUND, "there is no procedure " + name)
          .withName("unknown_procedure", "PGRST202");
    }
    return found;
  }

  private static boolean matches(byte[] name, DirectBuffer buffer, int offset, int length) {
    if (name.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (buffer.getByte(offset + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** The plug-ins, in the order of their records. */
  public List<LoadedPlugin> plugins() {
    return plugins;
  }

  /** What to journal, or to keep in a snapshot, to have these plug-ins again. */
  public List<PluginCommand> commands() {
    return plugins.stream().map(LoadedPlugin::command).toList();
  }

  /** All procedures, sorted by name. */
  public List<ProcedureDefinition> definitions() {
    return List.copyOf(definitions);
  }

  /** All tick handlers, in the order of registration. */
  public List<RegisteredTickHandler> tickHandlers() {
    return tickHandlers;
  }
}
