package io.tactus.matchmaker.violation;

/** An example that reaches behind the public API. */
public final class UsesTheJournal {
  io.tactus.journal.Journal journal;
}
