package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Enums and composite types that come, grow or go. Threading: one thread. */
final class DeclaredTypeCommands {
  private final Random random;
  private final RandomSchemas schemas;
  private final PlayedChanges played;

  DeclaredTypeCommands(Random random, RandomSchemas schemas, PlayedChanges played) {
    this.random = random;
    this.schemas = schemas;
    this.played = played;
  }

  /**
   * Declares a type, drops one, or gives an enum further names. Returns as {@link
   * SchemaCommands#play}.
   */
  ModelStore play(SchemaTurn turn) {
    ModelType type = schemas.type();
    ModelType present = turn.model().types.get(type.name());
    if (present == null) {
      return create(turn, type);
    }
    if (present.isEnum() && random.nextBoolean()) {
      String name = "more" + present.values().size();
      List<String> values = new ArrayList<>(present.values());
      values.add(name);
      played.note("extend an enum", true, true);
      return turn.change(
          SchemaTurn.NOT,
          "extendEnum",
          SchemaTurn.member("type", type.name()) + ",\"values\":[\"" + name + "\"]",
          () -> turn.model().types.put(type.name(), ModelType.enumeration(type.name(), values)));
    }
    boolean used =
        turn.model().tables.values().stream()
                .flatMap(t -> t.fields.stream())
                .anyMatch(f -> ModelType.uses(turn.model().types, f.type(), type.name()))
            || turn.model().types.values().stream()
                .flatMap(t -> t.members().stream())
                .anyMatch(m -> ModelType.uses(turn.model().types, m.type(), type.name()));
    played.note("drop a type", true, !used);
    return turn.change(
        used ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        "dropType",
        SchemaTurn.member("type", type.name()),
        () -> turn.model().types.remove(type.name()));
  }

  /** Declares this one, which may have members of types that there are not. */
  ModelStore create(SchemaTurn turn, ModelType type) {
    boolean lacks =
        type.members().stream()
            .map(m -> ModelType.element(m.type()))
            .anyMatch(
                t -> Character.isUpperCase(t.charAt(0)) && !turn.model().types.containsKey(t));
    played.note(type.isEnum() ? "create an enum" : "create a composite type", true, !lacks);
    return turn.change(
        lacks ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        "createType",
        "\"type\":" + type.document(),
        () -> turn.model().types.put(type.name(), type));
  }
}
