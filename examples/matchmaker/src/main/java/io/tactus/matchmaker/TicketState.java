package io.tactus.matchmaker;

/** Where a ticket stands. It leaves {@link #WAITING} exactly once. */
enum TicketState {
  WAITING("waiting"),
  MATCHED("matched"),
  EXPIRED("expired"),
  CANCELLED("cancelled");

  private final String label;

  TicketState(String label) {
    this.label = label;
  }

  /** The word stored in rows and shown to clients. */
  String label() {
    return label;
  }
}
