package io.tactus.gateway.health;

/**
 * How long commands may stand still before that is a fault.
 *
 * @param slowMs after this the server is not ready
 * @param stuckMs after this it is not alive; longer than the longest command there may be, such as
 *     a change of the schema of a large table
 */
public record HealthLimits(int slowMs, int stuckMs) {

  /** The bounds of a server nobody configured: 5 s and 2 min. */
  public static final HealthLimits DEFAULT = new HealthLimits(5_000, 120_000);

  /** Checks the bounds. */
  public HealthLimits {
    if (slowMs < 1 || stuckMs < slowMs) {
      throw new IllegalArgumentException("slow after " + slowMs + " ms, stuck after " + stuckMs);
    }
  }
}
