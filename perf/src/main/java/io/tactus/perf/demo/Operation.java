package io.tactus.perf.demo;

/** What simulated players ask for. */
enum Operation {
  ENQUEUE("enqueue"),
  LOOK("read ticket"),
  CANCEL("cancel");

  private final String label;

  Operation(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
