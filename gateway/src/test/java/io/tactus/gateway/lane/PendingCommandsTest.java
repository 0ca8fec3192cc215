package io.tactus.gateway.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PendingCommandsTest {

  private static final UnsafeBuffer EMPTY = new UnsafeBuffer(new byte[0]);

  private final PendingCommands pending = new PendingCommands(2);
  private final List<String> seen = new ArrayList<>();

  private ReplyReceiver receiver(String name) {
    return new ReplyReceiver() {
      @Override
      public void onReply(int element, Reply reply) {
        seen.add(name + element + " " + reply.outcome() + " " + reply.sequence());
      }

      @Override
      public void onDefect(RuntimeException defect) {
        seen.add(name + " " + defect.getMessage());
      }
    };
  }

  private void reply(long correlation, long sequence) {
    pending.onReply(correlation, Outcome.APPLIED, sequence, 1, EMPTY, 0, 0);
  }

  @Test
  void shouldAnswerEachOnceWhateverTheOrder() {
    long first = pending.open(receiver("a"), 7, 100);
    long second = pending.open(receiver("b"), 8, 100);
    assertEquals(-1, pending.open(receiver("c"), 9, 100));
    reply(second, 5);
    reply(first, 6);
    assertEquals(List.of("b8 APPLIED 5", "a7 APPLIED 6"), seen);
    assertEquals(0, pending.count());
  }

  @Test
  void shouldDropARepliesThatComesAfterItsDeadline() {
    long first = pending.open(receiver("a"), 1, 100);
    pending.expire(99);
    assertTrue(seen.isEmpty());
    pending.expire(100);
    assertEquals(List.of("a1 OUTCOME_UNKNOWN 0"), seen);
    long second = pending.open(receiver("b"), 2, 200);
    assertEquals((int) first, (int) second, "the slot is used again");
    assertNotEquals(first, second);
    reply(first, 5);
    assertEquals(1, seen.size(), "nobody is answered by a stranger's reply");
    assertEquals(1, pending.lateReplies());
    reply(second, 6);
    assertEquals("b2 APPLIED 6", seen.get(1));
  }

  @Test
  void shouldKeepADefectFromTheOthers() {
    ReplyReceiver broken =
        new ReplyReceiver() {
          @Override
          public void onReply(int element, Reply reply) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void onDefect(RuntimeException defect) {
            seen.add(defect.getMessage());
          }
        };
    long first = pending.open(broken, 0, 100);
    long second = pending.open(receiver("b"), 0, 100);
    reply(first, 1);
    reply(second, 2);
    assertEquals(List.of("broken", "b0 APPLIED 2"), seen);
    assertEquals(0, pending.count());
  }

  @Test
  void shouldTellAReceiverOfItsOwnErrorToo() {
    ReplyReceiver broken =
        new ReplyReceiver() {
          @Override
          public void onReply(int element, Reply reply) {
            throw new StackOverflowError();
          }

          @Override
          public void onDefect(RuntimeException defect) {
            seen.add(defect.getCause().toString());
          }
        };
    reply(pending.open(broken, 0, 100), 1);
    assertEquals(List.of("java.lang.StackOverflowError"), seen);
    assertEquals(0, pending.count());
  }

  @Test
  void shouldForgetWhatWasNotAccepted() {
    long first = pending.open(receiver("a"), 0, 100);
    pending.cancel(first);
    assertEquals(0, pending.count());
    reply(first, 1);
    assertTrue(seen.isEmpty());
  }
}
