package io.tactus.gateway.lane;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.problem.Problem;

/** What one IO thread owns. */
public final class Lane {
  private final JsonWriter problemWriter = new DslJson<>().newWriter();

  /** Returns a writer for problem documents. */
  public JsonWriter problemWriter() {
    return problemWriter;
  }

  /** Returns why commands and reads cannot be served now, or null. */
  public Problem unavailable() {
    return null;
  }

  /** Ends what waits too long. */
  public void checkDeadlines(long nowNs) {}
}
