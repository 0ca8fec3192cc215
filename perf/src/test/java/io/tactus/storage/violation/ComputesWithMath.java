package io.tactus.storage.violation;

/** Results that processors may round differently. */
public final class ComputesWithMath {
  double compute(double x) {
    return Math.sin(x) + Math.pow(x, 2.5);
  }
}
