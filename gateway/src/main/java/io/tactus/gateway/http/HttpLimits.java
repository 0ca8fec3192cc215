package io.tactus.gateway.http;

/**
 * Bounds of what the HTTP side takes and waits for. Each is a clear refusal when it is reached.
 *
 * @param maxHeaderBytes request line and headers together
 * @param maxBodyBytes one request body; more is 413
 * @param maxBodyBytesPerIoThread bodies in memory at once, per IO thread; more is 503
 * @param maxRequestsPerIoThread requests in flight, per IO thread; more is 503
 * @param maxConnections open connections; more wait in the accept queue
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

  /** The limits of a server nobody configured. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          32 << 10, 1 << 20, 64L << 20, 4096, 10_000, 10_000, 10_000, 120_000, 30_000, 1_000);

  /** Returns a copy with other body bounds. */
  public HttpLimits withBody(int newMaxBodyBytes, int newBodyTimeoutMs) {
    return new HttpLimits(
        maxHeaderBytes,
        newMaxBodyBytes,
        maxBodyBytesPerIoThread,
        maxRequestsPerIoThread,
        maxConnections,
        headerTimeoutMs,
        newBodyTimeoutMs,
        idleTimeoutMs,
        writeTimeoutMs,
        lingerMs);
  }

  /** Returns a copy with another bound on the memory of bodies and replies. */
  public HttpLimits withMemory(long newMaxBodyBytesPerIoThread) {
    return new HttpLimits(
        maxHeaderBytes,
        maxBodyBytes,
        newMaxBodyBytesPerIoThread,
        maxRequestsPerIoThread,
        maxConnections,
        headerTimeoutMs,
        bodyTimeoutMs,
        idleTimeoutMs,
        writeTimeoutMs,
        lingerMs);
  }

  /** Returns a copy with another time for headers. */
  public HttpLimits withHeaderTimeout(int newHeaderTimeoutMs) {
    return new HttpLimits(
        maxHeaderBytes,
        maxBodyBytes,
        maxBodyBytesPerIoThread,
        maxRequestsPerIoThread,
        maxConnections,
        newHeaderTimeoutMs,
        bodyTimeoutMs,
        idleTimeoutMs,
        writeTimeoutMs,
        lingerMs);
  }

  /** Returns a copy with another bound on requests in flight. */
  public HttpLimits withRequests(int newMaxRequestsPerIoThread) {
    return new HttpLimits(
        maxHeaderBytes,
        maxBodyBytes,
        maxBodyBytesPerIoThread,
        newMaxRequestsPerIoThread,
        maxConnections,
        headerTimeoutMs,
        bodyTimeoutMs,
        idleTimeoutMs,
        writeTimeoutMs,
        lingerMs);
  }
}
