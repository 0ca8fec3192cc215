package io.tactus.gateway.http;

/**
 * Handles the requests of one route, on the IO thread, with the whole body there.
 *
 * <p>A handler answers, or leaves the request pending with someone who will: the engine or a query
 * worker. A {@link io.tactus.gateway.problem.Refusal} or {@link io.tactus.storage.Rejection} it
 * throws becomes the reply; any other exception a 500 without details.
 */
@FunctionalInterface
public interface Handler {

  /** Answers the request now or later. Must not block. */
  void handle(Request request);
}
