package io.tactus.gateway.problem;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;

/** Writes a {@link Problem} as JSON. Threading: stateless; the writer belongs to the caller. */
public final class ProblemJson {

  /** The media type of a problem document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemJson() {}

  /** Appends the problem as one JSON object. */
  public static void write(JsonWriter out, Problem problem) {
    writeMembers(out, problem);
    out.writeByte((byte) '}');
  }

  /** Appends the same, but for the brace that ends it: members may follow. */
  public static void writeMembers(JsonWriter out, Problem problem) {
    out.writeAscii("{\"type\":");
    out.writeString(Problem.TYPE_BASE + problem.name());
    text(out, "title", problem.title(), true);
    out.writeAscii(",\"status\":");
    NumberConverter.serialize(problem.status(), out);
    text(out, "detail", problem.detail(), true);
    text(out, "code", problem.code(), false);
    text(out, "message", problem.detail(), true);
    nullable(out, "details", problem.details());
    nullable(out, "hint", problem.hint());
    text(out, "table", problem.table(), false);
    text(out, "field", problem.field(), false);
    if (problem.failedIndex() >= 0) {
      out.writeAscii(",\"failedIndex\":");
      NumberConverter.serialize(problem.failedIndex(), out);
    }
    if (problem.limit() >= 0) {
      out.writeAscii(",\"limit\":");
      NumberConverter.serialize(problem.limit(), out);
    }
    if (problem.oldest() >= 0) {
      out.writeAscii(",\"epoch\":");
      NumberConverter.serialize(problem.historyEpoch(), out);
      out.writeAscii(",\"oldest\":");
      NumberConverter.serialize(problem.oldest(), out);
    }
  }

  /** PostgREST always shows these two, null if there is nothing to say; its clients rely on it. */
  private static void nullable(JsonWriter out, String name, String value) {
    if (value.isEmpty()) {
      out.writeAscii(",\"");
      out.writeAscii(name);
      out.writeAscii("\":null");
    } else {
      text(out, name, value, true);
    }
  }

  private static void text(JsonWriter out, String name, String value, boolean always) {
    if (value.isEmpty() && !always) {
      return;
    }
    out.writeAscii(",\"");
    out.writeAscii(name);
    out.writeAscii("\":");
    out.writeString(value);
  }
}
