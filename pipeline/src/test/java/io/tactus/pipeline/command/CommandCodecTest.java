package io.tactus.pipeline.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.UpdateOperator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CommandCodecTest {
  private final RowLayout layout =
      new RowLayout(
          TableDefinition.of(
              70,
              "things",
              List.of(
                  Field.of(1, "id", FieldType.of(TypeKind.U64)),
                  Field.of(2, "name", FieldType.string(20)),
                  Field.of(3, "gold", FieldType.of(TypeKind.I64))),
              List.of("id")));
  private final RowDraft draft = new RowDraft();
  private final UnsafeBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(64));

  @Test
  void shouldRoundTripTick() {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    TickCommand.encode(buffer, 8, 12, 34, 56);
    assertEquals(12, TickCommand.number(buffer, 8));
    assertEquals(34, TickCommand.scheduledMicros(buffer, 8));
    assertEquals(56, TickCommand.skipped(buffer, 8));
  }

  @Test
  void shouldRoundTripConfig() {
    ConfigCommand config = new ConfigCommand(1, 60, 7, 1_000_000, -5, 100, 200, 300, 4096);
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    config.encode(buffer, 3);
    assertEquals(config, ConfigCommand.decode(buffer, 3, ConfigCommand.SIZE_BYTES));
    assertEquals(7, ConfigCommand.baseTick(buffer, 3));
    assertThrows(IllegalArgumentException.class, () -> ConfigCommand.decode(buffer, 3, 5));
  }

  @Test
  void shouldFindTheFirstTickAtATime() {
    ConfigCommand config = new ConfigCommand(1, 60, 7, 1_000_003, 0, 1, 1, 1, 4096);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 100_000; i++) {
      long micros = config.baseMicros() + random.nextLong(10_000_000_000L);
      long tick = config.firstTickAt(micros);
      assertTrue(config.tickTimeMicros(tick) >= micros);
      assertTrue(config.tickTimeMicros(tick - 1) < micros);
    }
  }

  @Test
  void shouldRoundTripPluginAndSchema() {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    PluginCommand plugin = new PluginCommand("matchmaker", "ab".repeat(32));
    assertEquals(plugin, PluginCommand.decode(buffer, 5, plugin.encode(buffer, 5)));
    for (SchemaCommand.Kind kind : SchemaCommand.Kind.values()) {
      SchemaCommand schema = new SchemaCommand(kind, "{\"name\":\"ä\"}");
      assertEquals(schema, SchemaCommand.decode(buffer, 9, schema.encode(buffer, 9)));
    }
  }

  @Test
  void shouldRoundTripOperations() {
    OperationsEncoder encoder = new OperationsEncoder().begin();
    draft.reset(layout);
    draft.setLong(0, 5);
    draft.setString(1, "five");
    encoder.insert(draft, true);
    layout.copyKey(draft.rowAddress(), key.addressOffset());
    FieldOperators operators = new FieldOperators();
    operators.add(2, UpdateOperator.ADD, -3);
    draft.reset(layout);
    encoder
        .nextIfSequence(99)
        .nextWhere("gold=gte.5", 1)
        .nextKeyReference(0, 0, 0)
        .nextReference(1, 0, 1)
        .update(key.addressOffset(), draft, operators, false);
    encoder.delete(layout, key.addressOffset(), true);
    int length = encoder.end();
    assertTrue(encoder.replyBytes() >= ReplyLayout.REJECTION_BYTES);

    OperationsDecoder decoder = new OperationsDecoder().wrap(encoder.buffer(), 0, length);
    assertEquals(3, decoder.count());
    assertTrue(decoder.next());
    assertEquals(OperationKind.INSERT, decoder.kind());
    assertEquals(70, decoder.tableId());
    assertTrue(decoder.returnRow());
    assertNull(decoder.where());
    RowDraft read = new RowDraft().reset(layout);
    decoder.take(read.decode(decoder.buffer(), decoder.position(), decoder.end()));
    decoder.expectEnd();
    assertTrue(read.isPresent(0) && read.isPresent(1));
    assertFalse(read.isPresent(2));

    assertTrue(decoder.next());
    assertEquals(OperationKind.UPDATE, decoder.kind());
    assertEquals(99, decoder.ifSequence());
    assertEquals("gold=gte.5", decoder.where());
    assertEquals(2, decoder.referenceCount());
    assertTrue(decoder.isKeyReference(0));
    assertFalse(decoder.isKeyReference(1));
    assertEquals(1, decoder.referenceTarget(1));
    assertEquals(5, decoder.buffer().getLong(decoder.take(layout.keyBytes())));
    read.reset(layout);
    decoder.take(read.decode(decoder.buffer(), decoder.position(), decoder.end()));
    FieldOperators found = new FieldOperators();
    assertTrue(decoder.takeOperators(found, 3));
    assertEquals(-3, found.operandBits(0));
    decoder.expectEnd();

    assertTrue(decoder.next());
    assertEquals(OperationKind.DELETE, decoder.kind());
    decoder.take(layout.keyBytes());
    decoder.expectEnd();
    assertFalse(decoder.next());
  }

  @Test
  void shouldKeepTheWishToDeferReferencesForOneCommandOnly() {
    OperationsEncoder encoder = new OperationsEncoder().begin().deferReferences();
    draft.reset(layout);
    encoder.insert(draft, false);
    int length = encoder.end();
    OperationsDecoder decoder = new OperationsDecoder().wrap(encoder.buffer(), 0, length);
    assertTrue(decoder.defersReferences());
    assertEquals(1, decoder.count());

    length = encoder.begin().end();
    assertFalse(decoder.wrap(encoder.buffer(), 0, length).defersReferences());
    assertEquals(0, decoder.count());
  }

  /** Whatever the bytes, a decoder ends with a result or with an IllegalArgumentException. */
  @Test
  void shouldSurviveAnyBytes() {
    SplittableRandom random = new SplittableRandom(11);
    OperationsEncoder encoder = new OperationsEncoder();
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      encoder.begin();
      draft.reset(layout);
      draft.setLong(0, round);
      encoder.insert(draft, true);
      encoder.nextReference(1, 0, 0).insert(draft, false);
      int length = encoder.end();
      byte[] bytes = new byte[random.nextInt(length + 1)];
      encoder.buffer().getBytes(0, bytes);
      for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        OperationsDecoder decoder =
            new OperationsDecoder().wrap(new UnsafeBuffer(bytes), 0, bytes.length);
        while (decoder.next()) {
          decoder.kind();
          for (int i = 0; i < decoder.referenceCount(); i++) {
            decoder.referenceOperation(i);
          }
        }
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertTrue(refused > 1_000, "refused " + refused);
  }

  @Test
  void shouldRoundTripRejections() {
    Rejection rejection =
        new Rejection(
            RejectionCode.UNIQUE,
            "unique_violation",
            "23505",
            "msg",
            "det",
            "hint",
            "t",
            "f",
            3,
            null);
    ReplyEncoder encoder = new ReplyEncoder();
    encoder.limit(100);
    int length = encoder.rejection(rejection, 9);
    Rejection read = ReplyDecoder.rejection(encoder.buffer(), 0, length);
    assertEquals(rejection.code(), read.code());
    assertEquals(rejection.name(), read.name());
    assertEquals(rejection.getMessage(), read.getMessage());
    assertEquals(rejection.detail(), read.detail());
    assertEquals(rejection.hint(), read.hint());
    assertEquals(rejection.table(), read.table());
    assertEquals(rejection.field(), read.field());
    assertEquals(3, read.failedIndex());
  }

  @Test
  void shouldCutRejectionsToTheirRoom() {
    String long63 = "ü".repeat(31);
    Rejection rejection =
        new Rejection(
            RejectionCode.UNIQUE,
            "n".repeat(500),
            "s".repeat(500),
            "ä".repeat(3000),
            "d".repeat(3000),
            "h".repeat(3000),
            long63,
            long63,
            0,
            null);
    ReplyEncoder encoder = new ReplyEncoder();
    encoder.limit(10);
    int length = encoder.rejection(rejection, 9);
    assertTrue(length <= ReplyLayout.REJECTION_BYTES, "length " + length);
    assertEquals(long63, ReplyDecoder.rejection(encoder.buffer(), 0, length).table());
  }
}
