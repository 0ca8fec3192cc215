package io.tactus.tools.crash;

import io.tactus.tools.linearizability.Claim;
import io.tactus.tools.linearizability.Register;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client that reads, writes, writes on condition and claims, and records what it was told. The
 * conditions are put in each way there is: {@code If-Match}, {@code where} in a batch, and a unique
 * key. Threading: one thread.
 */
final class HistoryClient {

  /** No value was read yet, so there is no ETag to give. */
  private static final long NOTHING_READ = -1;

  private final HttpClient client;
  private final int id;
  private final Random random;
  private final AtomicLong values;
  private final List<History<Register.Request, Register.Answer>> registers;
  private final List<History<Claim.Request, Claim.Answer>> claims;
  private final String[] tags;
  private final long[] seen;
  private URI server;

  HistoryClient(
      HttpClient client,
      int id,
      Random random,
      AtomicLong values,
      List<History<Register.Request, Register.Answer>> registers,
      List<History<Claim.Request, Claim.Answer>> claims) {
    this.client = client;
    this.id = id;
    this.random = random;
    this.values = values;
    this.registers = registers;
    this.claims = claims;
    this.tags = new String[registers.size()];
    this.seen = new long[registers.size()];
    Arrays.fill(seen, NOTHING_READ);
  }

  /** Plays until the server is gone. */
  void play(URI address) throws InterruptedException {
    server = address;
    boolean alive = true;
    while (alive) {
      int register = random.nextInt(registers.size());
      int claim = random.nextInt(claims.size());
      alive =
          switch (random.nextInt(8)) {
            case 0, 1 -> read(register);
            case 2 -> write(register);
            case 3 -> swapByTag(register);
            case 4 -> swapByCondition(register);
            case 5 -> take(claim);
            case 6 -> release(claim);
            default -> look(claim);
          };
    }
  }

  private boolean read(int register) throws InterruptedException {
    Register.Request input = new Register.Read();
    History<Register.Request, Register.Answer> history = registers.get(register);
    long invokedNs = System.nanoTime();
    HttpResponse<String> reply = send("GET", "/rest/v1/registers/" + (register + 1), null, null);
    if (reply == null) {
      history.unanswered(id, invokedNs, input);
      return false;
    }
    expect(reply, 200);
    long value = ((Number) Json.object(Json.parse(reply.body())).get("value")).longValue();
    history.answered(id, invokedNs, input, new Register.Answer(true, value));
    tags[register] = reply.headers().firstValue("ETag").orElseThrow();
    seen[register] = value;
    return true;
  }

  private boolean write(int register) throws InterruptedException {
    long value = values.incrementAndGet();
    Register.Request input = new Register.Write(value);
    long invokedNs = System.nanoTime();
    HttpResponse<String> reply =
        send("PATCH", "/rest/v1/registers/" + (register + 1), "{\"value\":" + value + "}", null);
    return record(registers.get(register), invokedNs, input, reply, 204, 0);
  }

  private boolean swapByTag(int register) throws InterruptedException {
    if (seen[register] == NOTHING_READ) {
      return read(register);
    }
    long value = values.incrementAndGet();
    Register.Request input = new Register.Swap(seen[register], value);
    long invokedNs = System.nanoTime();
    HttpResponse<String> reply =
        send(
            "PATCH",
            "/rest/v1/registers/" + (register + 1),
            "{\"value\":" + value + "}",
            tags[register]);
    return record(registers.get(register), invokedNs, input, reply, 204, 412);
  }

  private boolean swapByCondition(int register) throws InterruptedException {
    long expected = Math.max(0, seen[register]);
    long value = values.incrementAndGet();
    Register.Request input = new Register.Swap(expected, value);
    String body =
        """
        {"operations":[{"op":"update","table":"registers","key":%d,"set":{"value":%d},"where":"value=eq.%d"}]}"""
            .formatted(register + 1, value, expected);
    long invokedNs = System.nanoTime();
    HttpResponse<String> reply = send("POST", "/batch", body, null);
    return record(registers.get(register), invokedNs, input, reply, 200, 412);
  }

  private boolean record(
      History<Register.Request, Register.Answer> history,
      long invokedNs,
      Register.Request input,
      HttpResponse<String> reply,
      int done,
      int refused) {
    if (reply == null) {
      history.unanswered(id, invokedNs, input);
      return false;
    }
    expect(reply, done, refused);
    history.answered(
        id, invokedNs, input, reply.statusCode() == done ? Register.DONE : Register.REFUSED);
    return true;
  }

  private boolean take(int claim) throws InterruptedException {
    Claim.Request input = new Claim.Take(id);
    long invokedNs = System.nanoTime();
    HttpResponse<String> reply =
        send("POST", "/rest/v1/claims", "{\"id\":" + (claim + 1) + ",\"owner\":" + id + "}", null);
    return recordClaim(claims.get(claim), invokedNs, input, reply, 201, 409);
  }

  private boolean release(int claim) throws InterruptedException {
    Claim.Request input = new Claim.Release(id);
    String body =
        """
        {"operations":[{"op":"delete","table":"claims","key":%d,"where":"owner=eq.%d"}]}"""
            .formatted(claim + 1, id);
    long invokedNs = System.nanoTime();
    HttpResponse<String> reply = send("POST", "/batch", body, null);
    return recordClaim(claims.get(claim), invokedNs, input, reply, 200, 404, 412);
  }

  private boolean look(int claim) throws InterruptedException {
    Claim.Request input = new Claim.Look();
    long invokedNs = System.nanoTime();
    HttpResponse<String> reply =
        send("GET", "/rest/v1/claims?select=owner&id=eq." + (claim + 1), null, null);
    if (reply == null) {
      claims.get(claim).unanswered(id, invokedNs, input);
      return false;
    }
    expect(reply, 200);
    List<Object> rows = Json.array(Json.parse(reply.body()));
    int owner =
        rows.isEmpty()
            ? Claim.NOBODY
            : ((Number) Json.object(rows.getFirst()).get("owner")).intValue();
    claims.get(claim).answered(id, invokedNs, input, new Claim.Answer(true, owner));
    return true;
  }

  private boolean recordClaim(
      History<Claim.Request, Claim.Answer> history,
      long invokedNs,
      Claim.Request input,
      HttpResponse<String> reply,
      int done,
      int... refused) {
    if (reply == null) {
      history.unanswered(id, invokedNs, input);
      return false;
    }
    if (reply.statusCode() != done) {
      expect(reply, refused);
    }
    history.answered(id, invokedNs, input, reply.statusCode() == done ? Claim.DONE : Claim.REFUSED);
    return true;
  }

  private static void expect(HttpResponse<String> reply, int... statuses) {
    for (int status : statuses) {
      if (reply.statusCode() == status) {
        return;
      }
    }
    throw new AssertionError(reply.request() + ": " + reply.statusCode() + " " + reply.body());
  }

  /** The reply, or null if the server died first. */
  private HttpResponse<String> send(String method, String path, String body, String tag)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (tag != null) {
      request.header("If-Match", tag);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    }
  }
}
