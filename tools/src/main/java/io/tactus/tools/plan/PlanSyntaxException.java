package io.tactus.tools.plan;

import java.nio.file.Path;

/** A test plan that cannot be run as it is written; names file and line. */
public final class PlanSyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A complaint about one line, counted from 1. */
  public PlanSyntaxException(Path file, int line, String reason) {
    super(file + ":" + line + ": " + reason, null, false, false);
  }
}
