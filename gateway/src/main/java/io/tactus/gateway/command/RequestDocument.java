package io.tactus.gateway.command;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.json.JsonOffsets;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/** The JSON document in a request's body. Threading: stateless. */
public final class RequestDocument {

  private RequestDocument() {}

  /**
   * Validates the body and returns the offset of its value.
   *
   * @throws Rejection MALFORMED if there is none, or if it is not strict JSON
   */
  public static int validate(Request request) {
    if (request.bodyLength() == 0) {
      throw new Rejection(RejectionCode.MALFORMED, "the request has no body");
    }
    request.lane().workspace().strictJson.validate(request.body(), 0, request.bodyLength());
    return JsonOffsets.skipSpace(request.body(), 0);
  }

  /** Validates the body and returns the offset of the object it must hold. */
  public static int object(Request request) {
    int offset = validate(request);
    if (request.body()[offset] != '{') {
      throw new Rejection(RejectionCode.MALFORMED, "the body must be an object");
    }
    return offset;
  }
}
