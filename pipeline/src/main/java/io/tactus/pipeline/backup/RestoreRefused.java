package io.tactus.pipeline.backup;

/**
 * A restore cannot give what was asked for; says why, and what can be had. Nothing was restored.
 */
public final class RestoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RestoreRefused(String reason) {
    super(reason);
  }
}
