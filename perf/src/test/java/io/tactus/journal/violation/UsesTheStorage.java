package io.tactus.journal.violation;

/** An arrow sideways. */
public final class UsesTheStorage {
  io.tactus.storage.Store store;
}
