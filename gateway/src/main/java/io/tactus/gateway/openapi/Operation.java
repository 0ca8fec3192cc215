package io.tactus.gateway.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One operation of the document under construction. Threading: one thread. */
final class Operation {

  /** What anybody may get anywhere. */
  private static final int[] ALWAYS = {400, 406, 500, 503};

  /** What somebody may get whose rights are asked for. */
  private static final int[] GUARDED = {401, 403, 429};

  /** What a request with a body may get for it. */
  private static final int[] WITH_BODY = {408, 413, 415};

  private final Components components;
  private final JsonObject json;
  private final List<JsonObject> parameters = new ArrayList<>();
  private final TreeMap<Integer, JsonObject> replies = new TreeMap<>();

  /**
   * Begins an operation.
   *
   * @param id unique in the document
   * @param guarded whether the caller must be somebody
   */
  Operation(Components components, String id, Tag tag, String summary, boolean guarded) {
    this.components = components;
    json =
        JsonObject.of("operationId", id)
            .with("tags", List.of(tag.title()))
            .with("summary", summary);
    refuses(ALWAYS);
    if (guarded) {
      refuses(GUARDED);
    } else {
      json.with("security", List.of());
    }
  }

  /** Says more, in Markdown. */
  Operation describe(String description) {
    json.with("description", description);
    return this;
  }

  /** Takes parameters that several operations take. */
  Operation takes(RequestParameter... shared) {
    for (RequestParameter parameter : shared) {
      parameters.add(parameter.in(components));
    }
    return this;
  }

  /** Takes a parameter of its own, or a reference to one. */
  Operation takes(JsonObject parameter) {
    parameters.add(parameter);
    return this;
  }

  /** Takes a JSON body. */
  Operation body(JsonObject schema) {
    json.with(
        "requestBody",
        JsonObject.of("required", true)
            .with("content", JsonObject.of(Reply.JSON, JsonObject.of("schema", schema))));
    return refuses(WITH_BODY);
  }

  /** Takes a body of another type as well. */
  Operation orBody(String mediaType, JsonObject schema) {
    json.object("requestBody").object("content").with(mediaType, JsonObject.of("schema", schema));
    return this;
  }

  /** Takes a JSON body that may be left out. */
  Operation optionalBody(JsonObject schema) {
    body(schema);
    json.object("requestBody").with("required", false);
    return this;
  }

  /** Begins a reply; it is part of the operation from now on. */
  Operation replies(Reply reply) {
    replies.put(reply.status(), reply.json());
    return this;
  }

  /** Adds refusals by status. */
  Operation refuses(int... statuses) {
    for (int status : statuses) {
      replies.put(status, Refusals.in(components, status));
    }
    return this;
  }

  /** Adds what a journaled command may be refused with, beyond what any request may. */
  Operation refusesAsCommand() {
    return takes(RequestParameter.IDEMPOTENCY_KEY).refuses(404, 409, 410, 412, 413, 422, 507);
  }

  JsonObject json() {
    JsonObject responses = new JsonObject();
    replies.forEach((status, reply) -> responses.with(status.toString(), reply));
    return json.withIf(!parameters.isEmpty(), "parameters", parameters)
        .with("responses", responses);
  }
}
