package io.tactus.perf.bench;

import io.tactus.perf.rig.RequestSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Requests for random rows of {@link BenchTable}: reads of one row by key, and durable updates of
 * one field.
 *
 * @param readShare 0 to 1; the rest are writes
 * @param headers header lines that every request has besides its own, each with its line end
 */
record Workload(double readShare, Style style, String headers) {

  /** How the requests are spelled. */
  enum Style {
    /** {@code GET} and {@code PATCH /rest/v1/TABLE/KEY}. */
    REST,
    /** {@code db.get} and {@code db.update} posted to {@code /rpc}. */
    RPC
  }

  static final int REQUEST_BYTES = 512;

  Workload(double readShare, Style style) {
    this(readShare, style, "");
  }

  /** Returns a copy whose requests show an API key. */
  Workload withKey(String key) {
    return new Workload(readShare, style, "Authorization: Bearer " + key + "\r\n");
  }

  private static final String READ = "read";
  private static final String WRITE = "write";

  /** What it is, for people. */
  String describe() {
    String mix =
        readShare == 1
            ? "point reads"
            : readShare == 0
                ? "durable one-field updates"
                : String.format(
                    Locale.ROOT, "%.0f %% point reads, the rest updates", readShare * 100);
    String over = style == Style.REST ? "REST" : "JSON-RPC";
    return mix + " over " + over + (headers.isEmpty() ? "" : ", with an API key");
  }

  /**
   * Writes the requests.
   *
   * @param host value of the Host header
   * @param rows keys are 1 to this
   */
  RequestSource source(String host, long rows) {
    boolean mixed = readShare > 0 && readShare < 1;
    List<String> kinds = mixed ? List.of(READ, WRITE) : List.of(readShare == 1 ? READ : WRITE);
    return new RequestSource() {
      @Override
      public void write(long requestIndex, ByteBuffer out) {
        long key = 1 + Math.floorMod(scatter(requestIndex), rows);
        String text = isRead(requestIndex) ? readRequest(host, key) : writeRequest(host, key);
        out.put(text.getBytes(StandardCharsets.US_ASCII));
      }

      @Override
      public List<String> kinds() {
        return kinds;
      }

      @Override
      public int kind(long requestIndex) {
        return mixed && !isRead(requestIndex) ? 1 : 0;
      }
    };
  }

  /** Decided by the index alone, so that both contenders get the same requests. */
  private boolean isRead(long requestIndex) {
    return (scatter(~requestIndex) >>> 11) * 0x1p-53 < readShare;
  }

  String readRequest(String host, long key) {
    return style == Style.REST
        ? "GET /rest/v1/"
            + BenchTable.NAME
            + "/"
            + key
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\n"
            + headers
            + "\r\n"
        : post(host, "POST", "/rpc", rpc("db.get", key, ""));
  }

  String writeRequest(String host, long key) {
    String set = "{\"gold\":{\"$add\":1}}";
    return style == Style.REST
        ? post(host, "PATCH", "/rest/v1/" + BenchTable.NAME + "/" + key, set)
        : post(host, "POST", "/rpc", rpc("db.update", key, ",\"set\":" + set));
  }

  private static String rpc(String method, long key, String more) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
        + method
        + "\",\"params\":{\"table\":\""
        + BenchTable.NAME
        + "\",\"key\":"
        + key
        + more
        + "}}";
  }

  private String post(String host, String method, String path, String json) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + json.length()
        + "\r\n"
        + headers
        + "\r\n"
        + json;
  }

  /** Stafford's mix 13 of MurmurHash3's finaliser: every index another key, in no order. */
  private static long scatter(long index) {
    long z = index * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
