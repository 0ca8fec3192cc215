package io.tactus.tools.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.tools.linearizability.Claim;
import io.tactus.tools.linearizability.Linearizability;
import io.tactus.tools.linearizability.Operation;
import io.tactus.tools.linearizability.Register;
import io.tactus.tools.linearizability.SequentialModel;
import io.tactus.tools.linearizability.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that contend for few rows over HTTP, through kills and restarts of the server: what all
 * of them saw must be explained by one order of their operations. That the check can fail is shown
 * on what they really saw, with one answer changed.
 *
 * <p>{@code -Dtactus.history.rounds=N} for more kills, {@code -Dtactus.history.seed=S} for other
 * choices.
 */
class HistoryIT {
  private static final int CLIENTS = 8;
  private static final int REGISTERS = 3;
  private static final int CLAIMS = 3;
  private static final long ROUND_DEADLINE_NS = 30_000_000_000L;
  private static final int ROUNDS = Integer.getInteger("tactus.history.rounds", 5);
  private static final long SEED = Long.getLong("tactus.history.seed", 1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<History<Register.Request, Register.Answer>> registers = new ArrayList<>();
  private final List<History<Claim.Request, Claim.Answer>> claims = new ArrayList<>();

  @Test
  void whatClientsSawIsExplainedByOneOrder(@TempDir Path folder) throws Exception {
    System.out.println("histories: " + ROUNDS + " rounds, -Dtactus.history.seed=" + SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < REGISTERS; i++) {
      registers.add(new History<>());
    }
    for (int i = 0; i < CLAIMS; i++) {
      claims.add(new History<>());
    }
    AtomicLong values = new AtomicLong();
    List<HistoryClient> clients = new ArrayList<>();
    for (int id = 1; id <= CLIENTS; id++) {
      clients.add(
          new HistoryClient(client, id, new Random(random.nextLong()), values, registers, claims));
    }
    try (CrashedServer server = new CrashedServer(folder)) {
      URI address = server.start(List.of());
      prepare(address);
      for (int round = 1; round <= ROUNDS; round++) {
        playUntilKilled(server, address, clients, 200 + random.nextInt(400));
        address = server.start(List.of());
      }
    }
    long unanswered = 0;
    long refused = 0;
    for (History<Register.Request, Register.Answer> one : registers) {
      unanswered += verify(new Register(), one);
      refused += count(one, Register.REFUSED);
      shouldNoticeAnUpdateTakenAway(one);
    }
    for (History<Claim.Request, Claim.Answer> one : claims) {
      unanswered += verify(new Claim(), one);
      refused += count(one, Claim.REFUSED);
    }
    System.out.println("histories: " + unanswered + " unanswered, " + refused + " refused");
    assertTrue(refused >= ROUNDS, "no contention: " + refused);
  }

  private static <S, I, O> long verify(SequentialModel<S, I, O> model, History<I, O> history) {
    List<Operation<I, O>> operations = history.operations();
    Verdict verdict = Linearizability.check(model, operations);
    System.out.println("histories: " + model.getClass().getSimpleName() + ": " + verdict);
    assertTrue(verdict.linearizable(), verdict::toString);
    assertTrue(operations.size() >= ROUNDS * 10, "too few operations: " + operations.size());
    return operations.stream().filter(operation -> operation.output() == null).count();
  }

  private static <I, O> long count(History<I, O> history, O answer) {
    return history.operations().stream()
        .filter(operation -> answer.equals(operation.output()))
        .count();
  }

  /** A swap whose success somebody built upon is called a failure: no order explains that. */
  private static void shouldNoticeAnUpdateTakenAway(
      History<Register.Request, Register.Answer> history) {
    List<Operation<Register.Request, Register.Answer>> operations = history.operations();
    for (int i = 0; i < operations.size(); i++) {
      Operation<Register.Request, Register.Answer> one = operations.get(i);
      if (one.input() instanceof Register.Swap swap
          && Register.DONE.equals(one.output())
          && wasRead(operations, swap.value())) {
        operations.set(
            i,
            new Operation<>(
                one.client(), one.invokedNs(), one.answeredNs(), one.input(), Register.REFUSED));
        assertFalse(Linearizability.check(new Register(), operations).linearizable());
        return;
      }
    }
    throw new AssertionError("no swap succeeded and was read: the histories say nothing");
  }

  private static boolean wasRead(
      List<Operation<Register.Request, Register.Answer>> operations, long value) {
    return operations.stream()
        .anyMatch(operation -> new Register.Answer(true, value).equals(operation.output()));
  }

  private void playUntilKilled(
      CrashedServer server, URI address, List<HistoryClient> clients, int afterAnswers)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running = new ArrayList<>();
      for (HistoryClient one : clients) {
        running.add(
            threads.submit(
                () -> {
                  one.play(address);
                  return null;
                }));
      }
      // Counted and not timed: a busy machine must not make the histories too short to say much.
      long enough = answered() + afterAnswers;
      long deadlineNs = System.nanoTime() + ROUND_DEADLINE_NS;
      while (answered() < enough && System.nanoTime() - deadlineNs < 0) {
        LockSupport.parkNanos(1_000_000);
      }
      server.kill();
      for (Future<?> one : running) {
        one.get();
      }
    }
    registers.forEach(History::died);
    claims.forEach(History::died);
  }

  private long answered() {
    return registers.stream().mapToLong(History::answers).sum()
        + claims.stream().mapToLong(History::answers).sum();
  }

  private void prepare(URI server) throws Exception {
    post(
        server,
        "/schema/v1/tables",
        """
        {"name":"registers","primaryKey":["id"],"fields":[
          {"name":"id","type":"u64"},{"name":"value","type":"u64","default":0}]}""");
    post(
        server,
        "/schema/v1/tables",
        """
        {"name":"claims","primaryKey":["id"],"fields":[
          {"name":"id","type":"u64"},{"name":"owner","type":"u32"}]}""");
    for (int i = 1; i <= REGISTERS; i++) {
      post(server, "/rest/v1/registers", "{\"id\":" + i + "}");
    }
  }

  private void post(URI server, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertTrue(reply.statusCode() < 300, () -> path + ": " + reply.body());
  }
}
