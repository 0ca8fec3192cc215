package io.tactus.storage.model;

import java.util.Random;

/**
 * Random changes of the schema, told to a sink and done to a model: chooses the kind that comes
 * next, if it can one that was not done yet. What changes of a kind are like, and which of them
 * must be refused, is known to the class named after what they change. Threading: one thread.
 */
public final class SchemaCommands {
  private final Random random;
  private final int tries;
  private final boolean rich;
  private final RandomSchemas schemas;
  private final DeclaredSchemas declared;
  private final TableCommands tables;
  private final DeclaredTypeCommands types;
  private final FieldCommands fields;
  private final IndexCommands indexes;
  private final FieldRuleCommands rules;
  private final RetypeCommands retypes;
  private final PlayedChanges played = new PlayedChanges();

  public SchemaCommands(Random random) {
    this(random, 0);
  }

  /**
   * Creates a source of changes.
   *
   * @param tries how many are thought up, at most, to find one of a kind that was not done yet
   */
  SchemaCommands(Random random, int tries) {
    this.random = random;
    this.tries = tries;
    this.rich = tries > 0 && random.nextBoolean();
    this.schemas = new RandomSchemas(random);
    this.declared = new DeclaredSchemas(random, schemas, this, played);
    this.tables = new TableCommands(schemas, played);
    this.types = new DeclaredTypeCommands(random, schemas, played);
    this.fields = new FieldCommands(random, schemas, played);
    this.indexes = new IndexCommands(random, schemas, played);
    this.rules = new FieldRuleCommands(random, played);
    this.retypes = new RetypeCommands(random, played);
  }

  /**
   * Plays one, or several told as one. Returns the model as it is then, or null if a limit stopped
   * it; the one given may have changed.
   */
  public ModelStore play(SchemaSink sink, ModelStore model, long version) {
    SchemaTurn turn = new SchemaTurn(sink, model, version);
    ModelStore after =
        random.nextInt(6) == 0
            ? declared.declare(turn)
            : random.nextInt(4) == 0 ? one(turn) : another(turn);
    if (after == null) {
      played.forget(0);
    } else {
      played.count();
    }
    return after;
  }

  /**
   * Plays the next step to the first table: half of the games begin with all declared types, and a
   * table that has a field of every kind. Returns as {@link #play}.
   */
  ModelStore begin(SchemaSink sink, ModelStore model, long version) {
    SchemaTurn turn = new SchemaTurn(sink, model, version);
    if (!rich) {
      return tables.create(turn);
    }
    ModelType missing = schemas.missingType(model);
    return missing == null
        ? tables.create(turn, schemas.rich(model, model.lastTableId + 1))
        : types.create(turn, missing);
  }

  /** Plays one of a kind that was not done yet, if such a one comes up. */
  private ModelStore another(SchemaTurn turn) {
    for (int i = 0; i < tries; i++) {
      ThoughtUp thoughtUp = new ThoughtUp(turn.sink());
      ModelStore tried = i == 0 ? retypes.playBack(trial(thoughtUp, turn)) : null;
      tried = tried == null ? alteration(trial(thoughtUp, turn)) : tried;
      if (thoughtUp.isAccepted() && played.hasNew()) {
        return turn.sink().change(thoughtUp.document(), SchemaTurn.NOT) ? null : tried;
      }
      played.forget(0);
    }
    return one(turn);
  }

  /** The same turn with a copy of its model, and nobody told yet. */
  private static SchemaTurn trial(ThoughtUp thoughtUp, SchemaTurn turn) {
    return new SchemaTurn(thoughtUp, turn.model().copy(), turn.version());
  }

  /** Most kinds are those of a field that becomes another. */
  private ModelStore alteration(SchemaTurn turn) {
    int dice = random.nextInt(8);
    ModelTable table = turn.model().tables.get(schemas.tableName());
    if (dice == 0 || table == null) {
      return one(turn);
    }
    return switch (dice) {
      case 1, 2 -> rules.play(turn, table);
      case 3 -> rules.nullability(turn, table);
      default -> retypes.play(turn, table);
    };
  }

  /** What was played so far. */
  public PlayedChanges played() {
    return played;
  }

  /** Plays one; what it was is noted. */
  ModelStore one(SchemaTurn turn) {
    ModelTable table = turn.model().tables.get(schemas.tableName());
    int dice = random.nextInt(100);
    if (dice < 20) {
      return types.play(turn);
    }
    if (table == null || dice < 32) {
      return tables.create(turn);
    }
    if (dice >= 70) {
      return dice < 82 ? rules.play(turn, table) : retypes.play(turn, table);
    }
    return switch (dice % 10) {
      case 0 -> dice < 50 ? tables.drop(turn, table) : turn.model();
      case 1 -> tables.rename(turn, table);
      case 2, 3 -> fields.add(turn, table);
      case 4 -> fields.drop(turn, table);
      case 5 -> fields.rename(turn, table);
      case 6 -> retypes.play(turn, table);
      case 7 -> rules.nullability(turn, table);
      case 8 -> indexes.add(turn, table);
      default -> indexes.drop(turn, table);
    };
  }
}
