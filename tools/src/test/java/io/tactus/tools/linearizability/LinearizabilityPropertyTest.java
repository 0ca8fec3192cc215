package io.tactus.tools.linearizability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checker against a search that tries everything, on small random histories. */
class LinearizabilityPropertyTest {
  private static final int HISTORIES = 30_000;

  @Test
  void shouldAgreeWithTryingEverything() {
    long seed = Long.getLong("tactus.seed", 7);
    System.out.println("linearizability: -Dtactus.seed=" + seed);
    Random random = new Random(seed);
    int good = 0;
    for (int i = 0; i < HISTORIES; i++) {
      List<Operation<Register.Request, Register.Answer>> history = randomHistory(random);
      boolean expected = anyOrder(history, 0L);
      Verdict verdict = Linearizability.check(new Register(), history);
      assertEquals(expected, verdict.linearizable(), () -> history + "\n" + verdict);
      good += expected ? 1 : 0;
    }
    assertTrue(good > HISTORIES / 10 && good < HISTORIES * 9 / 10, "one-sided: " + good);
  }

  private static List<Operation<Register.Request, Register.Answer>> randomHistory(Random random) {
    List<Operation<Register.Request, Register.Answer>> history = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int client = 0; client < count; client++) {
      long from = random.nextInt(20);
      long to = from + random.nextInt(10);
      Register.Request request =
          switch (random.nextInt(3)) {
            case 0 -> new Register.Read();
            case 1 -> new Register.Write(random.nextInt(3));
            default -> new Register.Swap(random.nextInt(3), random.nextInt(3));
          };
      Register.Answer answer = answer(request, random);
      history.add(new Operation<>(client, from, to, request, answer));
    }
    return history;
  }

  private static Register.Answer answer(Register.Request request, Random random) {
    if (random.nextInt(6) == 0) {
      return null;
    }
    return switch (request) {
      case Register.Read read -> new Register.Answer(true, random.nextInt(3));
      case Register.Write write -> Register.DONE;
      case Register.Swap swap -> random.nextBoolean() ? Register.DONE : Register.REFUSED;
    };
  }

  /** Tries every operation that nothing else precedes, with and without its effect. */
  private static boolean anyOrder(
      List<Operation<Register.Request, Register.Answer>> rest, long state) {
    if (rest.isEmpty()) {
      return true;
    }
    for (Operation<Register.Request, Register.Answer> next : rest) {
      if (rest.stream().anyMatch(other -> other.answeredNs() < next.invokedNs())) {
        continue;
      }
      List<Operation<Register.Request, Register.Answer>> others = new ArrayList<>(rest);
      others.remove(next);
      SequentialModel.Step<Long, Register.Answer> step = new Register().apply(state, next.input());
      boolean fits = next.output() == null || next.output().equals(step.output());
      if (fits && anyOrder(others, step.state())) {
        return true;
      }
      if (next.output() == null && anyOrder(others, state)) {
        return true;
      }
    }
    return false;
  }
}
