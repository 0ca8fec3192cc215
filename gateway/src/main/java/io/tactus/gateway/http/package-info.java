/**
 * HTTP itself: the Undertow wiring, the checks on what arrives, bodies, routing and replies.
 *
 * <p>Everything runs on the IO thread of the connection; a request leaves it only for the query
 * workers and comes back before it is answered. What always holds:
 *
 * <ul>
 *   <li>an exchange is answered exactly once, by {@link io.tactus.gateway.http.Response};
 *   <li>no body is read into memory before its length was checked, and no memory is taken for bytes
 *       that have not arrived;
 *   <li>every request in flight has a deadline for its body, and its engine replies have one too.
 * </ul>
 *
 * <p>{@link io.tactus.gateway.http.RequestCourse} takes an exchange along this way, {@link
 * io.tactus.gateway.http.Request} is what a handler gets to see of it:
 *
 * <pre>
 * RequestGuard → Routes (404, 405) → engine ready? → media types → BodyReader → Handler → Response
 *   framing, path                     503            406, 415      413, 408
 * </pre>
 */
package io.tactus.gateway.http;
