package io.tactus.pipeline.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Related rows in commands, as what is asked for, and in replies, as text. */
class RelatedCodecTest {

  private static final String TERMS = "select=id,größe:guild(name)&guild.order=name";

  private final RowLayout layout =
      new RowLayout(
          TableDefinition.of(
              70, "things", List.of(Field.of(1, "id", FieldType.of(TypeKind.U64))), List.of("id")));
  private final OperationsEncoder encoder = new OperationsEncoder();
  private final RowDraft draft = new RowDraft();

  private RowDraft row(long id) {
    draft.reset(layout).setLong(0, id);
    return draft;
  }

  @Test
  void shouldCarryWhatIsAskedFor() {
    int length = encoder.begin().related(TERMS, false, 5_000).insert(row(1), true).end();
    OperationsDecoder decoder = new OperationsDecoder().wrap(encoder.buffer(), 0, length);
    assertEquals(TERMS, decoder.related());
    assertFalse(decoder.wantsSingle());
    assertEquals(1, decoder.count());
    assertFalse(decoder.defersReferences());
    assertTrue(decoder.next());
    assertTrue(decoder.returnRow());
    assertEquals(5_000, encoder.replyBytes());
    length = encoder.begin().deferReferences().insert(row(1), true).end();
    decoder.wrap(encoder.buffer(), 0, length);
    assertNull(decoder.related(), "of one command only");
    assertTrue(decoder.defersReferences());
    int single = encoder.begin().related(TERMS, true, 5_000).insert(row(1), true).end();
    assertTrue(decoder.wrap(encoder.buffer(), 0, single).wantsSingle());
  }

  @Test
  void shouldRefuseWhatIsCutOffOrTooLong() {
    int whole = encoder.begin().related(TERMS, false, 5_000).insert(row(1), true).end();
    for (int length = 0; length < whole; length++) {
      int cut = length;
      assertThrows(
          MalformedCommand.class,
          () -> {
            OperationsDecoder decoder = new OperationsDecoder().wrap(encoder.buffer(), 0, cut);
            while (decoder.next()) {
              decoder.take(decoder.end() - decoder.position());
            }
          },
          () -> "cut to " + cut);
    }
    encoder.begin().related("a".repeat(0xFFFF), false, 5_000);
    assertThrows(
        Rejection.class, () -> encoder.begin().related("a".repeat(0xFFFF + 1), false, 5_000));
    OperationsEncoder begun = encoder.begin().insert(row(1), true);
    assertThrows(IllegalStateException.class, () -> begun.related(TERMS, false, 5_000));
  }

  @Test
  void shouldPutTextsBehindTheResults() {
    ReplyEncoder reply = new ReplyEncoder();
    reply.limit(4096);
    reply.begin();
    for (long id = 1; id <= 3; id++) {
      long address = row(id).rowAddress();
      reply.row(OperationKind.INSERT, layout, address, ValueSource.DETACHED, 9, true, true);
    }
    reply.beginRelated();
    byte[] first = ",\"g\":{\"name\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
    reply.related(first, first.length);
    reply.related(null, 0);
    reply.related(first, 0);
    int length = reply.end(5);
    ReplyDecoder decoder = new ReplyDecoder().wrap(reply.buffer(), 0, length);
    RelatedTexts texts = new RelatedTexts().wrap(decoder);
    assertTrue(texts.arePresent());
    texts.next();
    byte[] read = new byte[texts.length()];
    texts.buffer().getBytes(texts.offset(), read);
    assertEquals(
        new String(first, StandardCharsets.UTF_8), new String(read, StandardCharsets.UTF_8));
    texts.next();
    assertTrue(texts.isLeftOut());
    texts.next();
    assertFalse(texts.isLeftOut());
    assertEquals(0, texts.length());

    byte[] kept = new byte[length];
    reply.buffer().getBytes(0, kept);
    int again = reply.replayed(kept, 77, 8);
    decoder.wrap(reply.buffer(), 0, again);
    assertTrue(decoder.isReplayed());
    assertEquals(77, decoder.firstSequence());
    assertTrue(texts.wrap(decoder).arePresent(), "also when it is repeated");
    reply.begin();
    decoder.wrap(reply.buffer(), 0, reply.end(5));
    assertFalse(texts.wrap(decoder).arePresent());
  }

  @Test
  void shouldRejectTextsBeyondTheLimit() {
    ReplyEncoder reply = new ReplyEncoder();
    reply.limit(2_000);
    reply.begin();
    int used = reply.end(1);
    reply.beginRelated();
    byte[] text = new byte[2_000];
    reply.related(text, 2_000 - used - Integer.BYTES);
    assertThrows(Rejection.class, () -> reply.related(null, 0));
    reply.begin();
    assertThrows(Rejection.class, () -> reply.related(text, 2_000 - used - Integer.BYTES + 1));
  }
}
