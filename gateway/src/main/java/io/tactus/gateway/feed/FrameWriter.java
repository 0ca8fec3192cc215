package io.tactus.gateway.feed;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;

/** Builds one {@link Frame} after the other. Threading: one thread. */
final class FrameWriter {

  /** A buffer that has grown beyond this for a large commit is not kept. */
  private static final int KEPT_BYTES = 64 << 10;

  private static final int FIRST_BYTES = 512;

  /** Large, and as good for all: each view of the feed has a writer. */
  private static final DslJson<Object> JSON = new DslJson<>();

  private JsonWriter out = JSON.newWriter(FIRST_BYTES);
  private Frame.Kind kind;
  private long sequence;
  private boolean hasId;
  private int membersFrom;

  /** Begins an event; its data begin with sequence and tick. */
  JsonWriter begin(Frame.Kind newKind, long epoch, long newSequence, long tick, boolean withId) {
    kind = newKind;
    sequence = newSequence;
    hasId = withId;
    out.reset();
    if (withId) {
      out.writeAscii("id: ");
      NumberConverter.serialize(epoch, out);
      out.writeByte((byte) ':');
      NumberConverter.serialize(newSequence, out);
      out.writeByte((byte) '\n');
    }
    out.writeAscii("event: ");
    out.writeAscii(newKind.event());
    out.writeAscii("\ndata: {");
    membersFrom = out.size();
    out.writeAscii("\"sequence\":");
    NumberConverter.serialize(newSequence, out);
    out.writeAscii(",\"tick\":");
    NumberConverter.serialize(tick, out);
    return out;
  }

  JsonWriter out() {
    return out;
  }

  /** Ends the event and returns it. */
  Frame end() {
    return end(null);
  }

  /** Ends the event, which tells that a table is another now, and returns it. */
  Frame end(String table) {
    int membersTo = out.size();
    out.writeAscii("}\n\n");
    Frame frame =
        new Frame(kind, sequence, hasId, table, out.toByteArray(), membersFrom, membersTo);
    forget();
    return frame;
  }

  /** Throws away what was begun. */
  void forget() {
    if (out.getByteBuffer().length > KEPT_BYTES) {
      out = JSON.newWriter(FIRST_BYTES);
    }
    out.reset();
  }
}
