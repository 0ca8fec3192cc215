package io.tactus.gateway.health;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.disk.DiskReport;
import java.time.Instant;
import java.util.List;

/** {@code GET /health/live} and {@code /health/ready}. Threading: the IO thread of the request. */
public final class HealthRoutes {

  private static final int OK = 200;

  private final EngineLink link;
  private final HealthWatch watch;
  private final DrillNotice drill;

  /** Creates the handlers. */
  public HealthRoutes(EngineLink link, HealthWatch watch, DrillNotice drill) {
    this.link = link;
    this.watch = watch;
    this.drill = drill;
  }

  /** The process answers, and a restart would not make it better; 503 says what would. */
  public void live(Request request) {
    List<Fault> fatal = watch.look().stream().filter(Fault::fatal).toList();
    if (!fatal.isEmpty()) {
      refuse(request, fatal);
      return;
    }
    JsonWriter out = request.lane().workspace().out;
    out.reset();
    out.writeAscii("{\"status\":\"live\"");
    drill.write(out);
    out.writeByte((byte) '}');
    request.response().json(OK, out);
  }

  /** Reads and writes are served; 503 says which checks fail, and since when. */
  public void ready(Request request) {
    List<Fault> faults = watch.look();
    if (!faults.isEmpty()) {
      refuse(request, faults);
      return;
    }
    Engine engine = link.engine();
    JsonWriter out = request.lane().workspace().out;
    out.reset();
    out.writeAscii("{\"status\":\"ready\",\"sequence\":");
    NumberConverter.serialize(engine.statistics().appliedSequence(), out);
    out.writeAscii(",\"tick\":");
    NumberConverter.serialize(engine.tick(), out);
    DiskReport disk = engine.disk();
    out.writeAscii(",\"diskFreeBytes\":");
    NumberConverter.serialize(disk.freeBytes(), out);
    if (disk.state() != DiskReport.State.OK) {
      out.writeAscii(",\"diskWarning\":");
      out.writeString(disk.detail());
    }
    drill.write(out);
    out.writeByte((byte) '}');
    request.response().json(OK, out);
  }

  /** The problem is that of the first fault; {@code faults} has them all. */
  private void refuse(Request request, List<Fault> faults) {
    request.refuse(
        faults.getFirst().problem(),
        out -> {
          write(out, faults);
          if (link.engine() == null) {
            RecoveryNotice.write(out, link.progress().latest());
          }
          drill.write(out);
        });
  }

  private static void write(JsonWriter out, List<Fault> faults) {
    out.writeAscii(",\"faults\":");
    byte separator = '[';
    for (Fault fault : faults) {
      out.writeByte(separator);
      separator = ',';
      out.writeAscii("{\"check\":\"");
      out.writeAscii(fault.check());
      out.writeAscii("\",\"since\":\"");
      out.writeAscii(Instant.ofEpochMilli(fault.sinceMillis()).toString());
      out.writeAscii("\",\"detail\":");
      out.writeString(fault.problem().detail());
      out.writeByte((byte) '}');
    }
    out.writeByte((byte) ']');
  }
}
