package io.tactus.gateway.http;

/**
 * Bounds of what the HTTP side takes and waits for. Each is a clear refusal when it is reached.
 *
 * @param maxHeaderBytes request line and headers together
 * @param maxBodyBytes one request body; more is 413
 * @param maxBodyBytesPerIoThread bodies in memory at once, per IO thread; more is 503
 * @param maxRequestsPerIoThread requests in flight, per IO thread; more is 503
 * @param maxConnections open connections; more wait in the accept queue. Fewer where the process
 *     may not open as many files ({@link #affordable})
 * @param headerTimeoutMs from the first byte of a request to the end of its headers
 * @param bodyTimeoutMs from the end of the headers to the end of the body; longer is 408
 * @param idleTimeoutMs a connection without a request
 * @param writeTimeoutMs a reply nobody takes
 * @param lingerMs how long a refused body is read and thrown away, so that the client sees the
 *     reply
 */
public record HttpLimits(
    int maxHeaderBytes,
    int maxBodyBytes,
    long maxBodyBytesPerIoThread,
    int maxRequestsPerIoThread,
    int maxConnections,
    int headerTimeoutMs,
    int bodyTimeoutMs,
    int idleTimeoutMs,
    int writeTimeoutMs,
    int lingerMs) {

  /** Descriptors kept for everything that is not a client's connection: journal, jars, backups. */
  private static final int RESERVED_FILES = 324;

  /** The bounds of a server nobody configured. */
  public static final HttpLimits DEFAULT = builder().build();

  /** Returns a builder with the bounds of a server nobody configured. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns how many connections a process can have: accepting beyond what it may open would fail,
   * and so would the next segment of the journal.
   *
   * @param wanted connections
   * @param maxFiles descriptors the process may have open
   */
  public static int affordable(int wanted, long maxFiles) {
    return (int) Math.max(1, Math.min(wanted, maxFiles - RESERVED_FILES));
  }

  /** Collects bounds; each method's name is that of the bound. One thread. */
  public static final class Builder {
    private int maxHeaderBytes = 32 << 10;
    private int maxBodyBytes = 1 << 20;
    private long maxBodyBytesPerIoThread = 64L << 20;
    private int maxRequestsPerIoThread = 4096;
    private int maxConnections = 20_000;
    private int headerTimeoutMs = 10_000;
    private int bodyTimeoutMs = 10_000;
    private int idleTimeoutMs = 120_000;
    private int writeTimeoutMs = 30_000;
    private int lingerMs = 1_000;

    private Builder() {}

    public Builder maxHeaderBytes(int value) {
      maxHeaderBytes = value;
      return this;
    }

    public Builder maxBodyBytes(int value) {
      maxBodyBytes = value;
      return this;
    }

    public Builder maxBodyBytesPerIoThread(long value) {
      maxBodyBytesPerIoThread = value;
      return this;
    }

    public Builder maxRequestsPerIoThread(int value) {
      maxRequestsPerIoThread = value;
      return this;
    }

    public Builder maxConnections(int value) {
      maxConnections = value;
      return this;
    }

    public Builder headerTimeoutMs(int value) {
      headerTimeoutMs = value;
      return this;
    }

    public Builder bodyTimeoutMs(int value) {
      bodyTimeoutMs = value;
      return this;
    }

    public Builder idleTimeoutMs(int value) {
      idleTimeoutMs = value;
      return this;
    }

    public Builder writeTimeoutMs(int value) {
      writeTimeoutMs = value;
      return this;
    }

    public Builder lingerMs(int value) {
      lingerMs = value;
      return this;
    }

    /** Returns the bounds. */
    public HttpLimits build() {
      return new HttpLimits(
          maxHeaderBytes,
          maxBodyBytes,
          maxBodyBytesPerIoThread,
          maxRequestsPerIoThread,
          maxConnections,
          headerTimeoutMs,
          bodyTimeoutMs,
          idleTimeoutMs,
          writeTimeoutMs,
          lingerMs);
    }
  }
}
