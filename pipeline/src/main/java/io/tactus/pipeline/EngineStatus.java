package io.tactus.pipeline;

/** The state of an engine as readiness checks see it. */
public enum EngineStatus {
  /** Reading snapshot and journal; nothing is served yet. */
  RECOVERING,
  /** Serving reads and writes. */
  RUNNING,
  /** The journal failed: readable, refuses writes until a restart. */
  FAILED,
  /** A consumer thread stopped on an error or a broken invariant: a restart is needed. */
  HALTED,
  /** Answering what was admitted, admitting nothing more. */
  CLOSING,
  /** Closed. */
  CLOSED
}
