package io.tactus.gateway.command;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.command.RequestKey;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The header Idempotency-Key of a request: a string in double quotes, as the IETF's draft has it,
 * or bare, as most clients send it. A key belongs to its caller; what makes a request another one
 * is its method, path, query, body, and the headers that decide what it does or how it is answered.
 *
 * <p>Threading: one thread; allocates.
 */
public final class IdempotencyKeys {

  /** Most characters of a key. */
  public static final int MAX_LENGTH = 255;

  private static final HttpString HEADER = HttpString.tryFromString("Idempotency-Key");
  private static final String[] DECISIVE = {"Accept", "Prefer", "If-Match", "If-None-Match"};

  private static final String CSV_BODY = "text/csv";

  /** In the place of a position in a document: keys of calls do not depend on where they stand. */
  private static final int OWN_KEY = -1;

  private final MessageDigest digest = sha256();
  private final long caller;
  private final byte[] key;
  private long requestHigh;
  private long requestLow;

  private IdempotencyKeys(long caller, String key) {
    this.caller = caller;
    this.key = key.getBytes(StandardCharsets.US_ASCII);
  }

  private IdempotencyKeys(Request request, String header) {
    this(request.principal().caller(), key(header));
    part(request.methodName());
    part(request.target());
    part(request.rawQuery());
    for (String name : DECISIVE) {
      part(request.joinedHeader(name));
    }
    if (request.hasCsvBody()) {
      part(CSV_BODY); // of JSON nothing is added: keys that are kept stay what they are
    }
    request(request.body(), 0, request.bodyLength());
  }

  private void request(byte[] body, int from, int to) {
    digest.update(body, from, to - from);
    ByteBuffer bits = ByteBuffer.wrap(digest.digest());
    requestHigh = bits.getLong();
    requestLow = bits.getLong();
  }

  /**
   * Returns the key of one call of JSON-RPC, by whatever way it comes; its method and its
   * parameters, as they are written, are the request.
   *
   * @throws io.tactus.gateway.problem.Refusal if the key is none
   */
  public static RequestKey ofCall(
      long caller, String key, String method, byte[] document, int paramsFrom, int paramsTo) {
    IdempotencyKeys keys = new IdempotencyKeys(caller, valid(key));
    keys.part(method);
    keys.request(document, paramsFrom, paramsTo);
    return keys.of(OWN_KEY);
  }

  /** Reads the header of a request whose body is there; null if it has none. */
  public static IdempotencyKeys of(Request request) {
    String header = request.singleHeader(HEADER);
    return header == null ? null : new IdempotencyKeys(request, header);
  }

  /** Returns the key of one of the request's commands: each is done once by itself. */
  public RequestKey of(int element) {
    digest.update(longs(caller, element));
    ByteBuffer bits = ByteBuffer.wrap(digest.digest(key));
    return new RequestKey(bits.getLong(), bits.getLong(), requestHigh, requestLow);
  }

  private static String key(String header) {
    String text = header.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return valid(quoted ? text.substring(1, text.length() - 1) : text);
  }

  private static String valid(String key) {
    boolean valid = !key.isEmpty() && key.length() <= MAX_LENGTH;
    for (int i = 0; valid && i < key.length(); i++) {
      valid = key.charAt(i) > ' ' && key.charAt(i) < 0x7F && key.charAt(i) != '"';
    }
    if (!valid) {
      throw ProblemType.BAD_REQUEST.refuse(
          "An Idempotency-Key is 1 to " + MAX_LENGTH + " visible ASCII characters.");
    }
    return key;
  }

  /** Adds a text so that no two rows of texts look alike. */
  private void part(String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    digest.update(longs(text == null ? -1 : bytes.length, 0));
    digest.update(bytes);
  }

  private static byte[] longs(long first, long second) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(first).putLong(second).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
