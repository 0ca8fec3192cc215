package io.tactus.storage.row;

import org.agrona.DirectBuffer;

/**
 * Reads a draft encoded under an older layout of a table into a draft of a newer one, field by
 * field by id. Built once per pair of layouts. Threading: one thread (it holds a scratch draft).
 *
 * <p>Renames, moves, new fields and larger string capacities bind; a given field that is gone or
 * has another type does not: {@code schema_changed}. Values are checked against the newer bounds.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RowBinding {

  /** Prepares the mapping; never refuses, because only given fields matter. */
  public RowBinding(RowLayout older, RowLayout newer) {}

  /**
   * Decodes under the older layout and sets every given field in a draft of the newer one, which is
   * reset first.
   *
   * @return the bytes read
   * @throws io.tactus.storage.Rejection SCHEMA_CHANGED, or whatever the newer field refuses
   */
  public int decode(DirectBuffer buffer, int offset, int limit, RowDraft draft) {
    throw new UnsupportedOperationException();
  }
}
