package io.tactus.storage.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import com.sun.management.ThreadMXBean;
import io.tactus.storage.json.StrictJson;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** After a warm-up, rows go in and out without a byte of garbage. */
class RowAllocationTest {

  private static final int ROWS = 8_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String ROW =
      """
      {"id":18446744073709551615,"some_bool":true,"some_i8":-128,"some_i16":1,"some_i32":-7,
       "some_i64":"-9223372036854775808","some_u8":255,"some_u16":65535,"some_u32":4294967295,
       "some_u64":5,"some_f32":0.1,"some_f64":0.30000000000000004,"maybe_f64":1.7976931348623157e308,
       "some_timestamp":"2026-01-02T03:04:05.678901Z","some_duration":"PT1H2M3.000004S",
       "some_uuid":"00112233-4455-6677-8899-aabbccddeeff","some_string":"h\\u00e9llo \\"w\\\\orld\\"",
       "maybe_string":null,"long_string":"plain and simple"}""";

  private final RowLayout layout = new RowLayout(RowWorld.everyKind());
  private final RowProjection all = RowProjection.all(layout);
  private final RowDraft draft = new RowDraft();
  private final RowDraft other = new RowDraft();
  private final RowJson json = new RowJson();
  private final StrictJson strict = new StrictJson();
  private final JsonWriter writer = new DslJson<>().newWriter(4096);
  private final UnsafeBuffer command = new UnsafeBuffer(new byte[4096]);
  private final byte[] document = ROW.getBytes(StandardCharsets.UTF_8);
  private final StringBuilder name = new StringBuilder("a name");

  private void once() {
    strict.validate(document, 0, document.length);
    json.read(document, 0, draft.reset(layout));
    int length = draft.encode(command, 0);
    other.reset(layout).decode(command, 0, length);
    other.setString(layout.field("some_string").ordinal(), name);
    other.completeForInsert();
    writer.reset();
    json.write(writer, all, other.rowAddress());
    json.writeKey(writer, layout, other.rowAddress());
  }

  @Test
  void shouldNotAllocatePerRow() {
    for (int i = 0; i < ROWS; i++) {
      once();
    }
    long least = Long.MAX_VALUE;
    // The JIT may still be at work in the first round; one clean round of many rows is the proof.
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROWS; i++) {
        once();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least / ROWS, "bytes per row; " + least + " bytes in " + ROWS + " rows");
  }
}
