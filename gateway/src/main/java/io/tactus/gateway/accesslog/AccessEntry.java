package io.tactus.gateway.accesslog;

/**
 * One request. Texts that are not known are empty.
 *
 * @param atMillis when its reply was done, milliseconds since 1970
 * @param remote address of the client, or of the proxy before it
 * @param caller name of the key or subject of the token
 * @param method as sent
 * @param path as sent, without the query
 * @param protocol such as {@code HTTP/1.1}
 * @param route template of the route
 * @param status of the reply; 499 if the client was gone before
 * @param bytes of the reply's body
 * @param elapsedNs from the end of the headers to the last byte of the reply
 * @param requestId the client's own, or one made for it
 * @param traceId of W3C trace context
 * @param userAgent as sent
 */
public record AccessEntry(
    long atMillis,
    String remote,
    String caller,
    String method,
    String path,
    String protocol,
    String route,
    int status,
    long bytes,
    long elapsedNs,
    String requestId,
    String traceId,
    String userAgent) {

  /** What is logged as status when the client was gone before its reply. */
  public static final int CLIENT_GONE = 499;
}
