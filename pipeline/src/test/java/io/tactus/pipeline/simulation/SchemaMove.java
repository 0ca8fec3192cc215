package io.tactus.pipeline.simulation;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.model.ModelStore;
import java.util.Set;

/**
 * A change of the schema, thought out to its end when it was submitted: with nothing on its way
 * before it, so that it meets the tables it was made for.
 *
 * @param document as submitted
 * @param behind the command it must come right after
 * @param after what they become
 */
record SchemaMove(String document, long behind, Set<RejectionCode> refused, ModelStore after)
    implements Move {

  @Override
  public Judgement judge(World before, Entry entry) {
    if (entry.sequence != behind + 1) {
      throw new IllegalStateException("a schema change was overtaken: " + this);
    }
    World changed = before.copy();
    changed.store = after;
    return new Judgement(refused, -1, changed);
  }

  @Override
  public String toString() {
    return "SCHEMA " + document;
  }
}
