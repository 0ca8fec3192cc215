package io.tactus.tools.linearizability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories whose verdict is known. */
class LinearizabilityTest {
  private final List<Operation<Register.Request, Register.Answer>> history = new ArrayList<>();

  @Test
  void shouldAcceptNothing() {
    assertTrue(verdict().linearizable());
  }

  @Test
  void shouldAcceptReadsThatOverlapAWriteAndSeeItOrNot() {
    write(1, 10, 30, 5);
    read(2, 15, 20, 0);
    read(3, 16, 25, 5);
    assertTrue(verdict().linearizable());
  }

  @Test
  void shouldRefuseAReadThatGoesBackInTime() {
    write(1, 10, 40, 5);
    read(2, 15, 20, 5);
    read(3, 21, 25, 0);
    Verdict verdict = verdict();
    assertFalse(verdict.linearizable());
    assertEquals(2, verdict.explained());
    assertTrue(verdict.toString().contains("client 3"), verdict.toString());
  }

  @Test
  void shouldRefuseAStaleRead() {
    write(1, 10, 20, 5);
    read(2, 21, 25, 0);
    assertFalse(verdict().linearizable());
  }

  @Test
  void shouldRefuseALostUpdate() {
    swap(1, 10, 30, 0, 5, true);
    swap(2, 11, 31, 0, 6, true);
    assertFalse(verdict().linearizable());
  }

  @Test
  void shouldAcceptOneOfTwoSwaps() {
    swap(1, 10, 30, 0, 5, true);
    swap(2, 11, 31, 0, 6, false);
    read(3, 32, 33, 5);
    assertTrue(verdict().linearizable());
  }

  @Test
  void shouldRefuseASwapRefusedForNoReason() {
    swap(1, 10, 30, 0, 5, false);
    assertFalse(verdict().linearizable());
  }

  @Test
  void shouldAcceptAnUnansweredWriteThatNeverShows() {
    unanswered(1, 10, Long.MAX_VALUE, new Register.Write(5));
    read(2, 20, 25, 0);
    read(2, 30, 35, 0);
    assertTrue(verdict().linearizable());
  }

  @Test
  void shouldAcceptAnUnansweredWriteThatShowsLater() {
    unanswered(1, 10, Long.MAX_VALUE, new Register.Write(5));
    read(2, 20, 25, 0);
    read(2, 30, 35, 5);
    assertTrue(verdict().linearizable());
  }

  @Test
  void shouldRefuseAnUnansweredWriteThatShowsAfterItsServerHasDied() {
    unanswered(1, 10, 28, new Register.Write(5));
    read(2, 29, 30, 0);
    read(2, 31, 35, 5);
    assertFalse(verdict().linearizable());
  }

  @Test
  void shouldRefuseAnUnansweredWriteThatShowsAndIsGoneAgain() {
    unanswered(1, 10, Long.MAX_VALUE, new Register.Write(5));
    read(2, 20, 25, 5);
    read(2, 30, 35, 0);
    assertFalse(verdict().linearizable());
  }

  @Test
  void shouldRefuseAClaimThatTwoHold() {
    List<Operation<Claim.Request, Claim.Answer>> claims = new ArrayList<>();
    claims.add(new Operation<>(1, 10, 20, new Claim.Take(1), Claim.DONE));
    claims.add(new Operation<>(2, 12, 22, new Claim.Take(2), Claim.DONE));
    assertFalse(Linearizability.check(new Claim(), claims).linearizable());
    claims.add(new Operation<>(1, 11, 14, new Claim.Release(1), Claim.DONE));
    assertTrue(Linearizability.check(new Claim(), claims).linearizable());
  }

  @Test
  void shouldDecideALongHistoryOfManyClients() {
    for (int i = 0; i < 20_000; i++) {
      long fromNs = i * 10L;
      write(i % 8, fromNs, fromNs + 75, i + 1);
      read(8, fromNs + 1, fromNs + 2, Math.max(0, i - 3));
    }
    assertTrue(verdict().linearizable());
    read(9, 20_001 * 10L + 80, 20_001 * 10L + 81, 7);
    assertFalse(verdict().linearizable());
  }

  private void read(int client, long from, long to, long value) {
    history.add(
        new Operation<>(client, from, to, new Register.Read(), new Register.Answer(true, value)));
  }

  private void write(int client, long from, long to, long value) {
    history.add(new Operation<>(client, from, to, new Register.Write(value), Register.DONE));
  }

  private void swap(int client, long from, long to, long expected, long value, boolean done) {
    history.add(
        new Operation<>(
            client,
            from,
            to,
            new Register.Swap(expected, value),
            done ? Register.DONE : Register.REFUSED));
  }

  private void unanswered(int client, long from, long to, Register.Request request) {
    history.add(new Operation<>(client, from, to, request, null));
  }

  private Verdict verdict() {
    return Linearizability.check(new Register(), history);
  }
}
