package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Indexes that come or go. Each returns as {@link SchemaCommands#play}. Threading: one thread. */
final class IndexCommands {
  private final Random random;
  private final RandomSchemas schemas;
  private final PlayedChanges played;

  IndexCommands(Random random, RandomSchemas schemas, PlayedChanges played) {
    this.random = random;
    this.schemas = schemas;
    this.played = played;
  }

  ModelStore add(SchemaTurn turn, ModelTable table) {
    ModelIndex index = schemas.index(table);
    if (index == null) {
      return turn.model();
    }
    boolean taken = table.indexes.stream().anyMatch(i -> i.name().equals(index.name()));
    boolean twice = index.unique() && table.hasEqual(index.fields());
    played.note(
        (index.unique() ? "add a unique index, " : "add an index, ") + index.kind(),
        !table.rows.isEmpty(),
        !taken && !twice);
    return turn.change(
        taken || twice ? SchemaTurn.SOMEHOW : SchemaTurn.NOT,
        "addIndex",
        SchemaTurn.member("table", table.name) + ",\"index\":" + index.document(),
        () -> {
          List<ModelIndex> indexes = new ArrayList<>(table.indexes);
          indexes.add(index);
          table.indexes = List.copyOf(indexes);
        });
  }

  ModelStore drop(SchemaTurn turn, ModelTable table) {
    String name = "i" + random.nextInt(5);
    boolean there = table.indexes.stream().anyMatch(i -> i.name().equals(name));
    played.note("drop an index", !table.rows.isEmpty(), there);
    return turn.change(
        there ? SchemaTurn.NOT : EnumSet.of(RejectionCode.NOT_FOUND),
        "dropIndex",
        SchemaTurn.member("table", table.name) + "," + SchemaTurn.member("index", name),
        () -> table.indexes = table.indexes.stream().filter(i -> !i.name().equals(name)).toList());
  }
}
