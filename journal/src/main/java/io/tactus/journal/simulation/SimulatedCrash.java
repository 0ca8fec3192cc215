package io.tactus.journal.simulation;

/** The simulated machine stopped here; every later operation on its disk says so again. */
public final class SimulatedCrash extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimulatedCrash(String operation) {
    super("crashed at " + operation, null, false, false);
  }
}
