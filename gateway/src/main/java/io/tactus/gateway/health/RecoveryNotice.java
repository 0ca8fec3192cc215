package io.tactus.gateway.health;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.pipeline.RecoveryProgress;
import java.util.Locale;

/** How far recovery is, as numbers. Stateless. */
final class RecoveryNotice {

  private RecoveryNotice() {}

  /**
   * Writes the member {@code recovery}, with a comma before it.
   *
   * @param report null if nothing is known yet: then nothing is written
   */
  static void write(JsonWriter out, RecoveryProgress.Report report) {
    if (report == null) {
      return;
    }
    out.writeAscii(",\"recovery\":{\"step\":\"");
    out.writeAscii(report.stage().name().toLowerCase(Locale.ROOT));
    out.writeAscii("\",\"done\":");
    NumberConverter.serialize(report.done(), out);
    out.writeAscii(",\"of\":");
    NumberConverter.serialize(report.of(), out);
    out.writeAscii(",\"unit\":\"");
    out.writeAscii(report.unit());
    out.writeByte((byte) '"');
    if (report.millisLeft() >= 0) {
      out.writeAscii(",\"millisLeft\":");
      NumberConverter.serialize(report.millisLeft(), out);
    }
    out.writeByte((byte) '}');
  }
}
