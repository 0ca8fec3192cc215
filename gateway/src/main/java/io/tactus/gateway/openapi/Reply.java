package io.tactus.gateway.openapi;

/** One reply of an operation. Threading: one thread. */
final class Reply {

  /** Media type of every document that is not a problem. */
  static final String JSON = "application/json";

  private final Components components;
  private final int status;
  private final String description;
  private final JsonObject headers = new JsonObject();
  private final JsonObject content = new JsonObject();

  Reply(Components components, int status, String description) {
    this.components = components;
    this.status = status;
    this.description = description;
  }

  /** Adds a header. */
  Reply header(ReplyHeader header) {
    headers.with(header.header(), header.in(components));
    return this;
  }

  /** Adds the headers of a command's reply: where it stands, and whether that is a repeat. */
  Reply ofCommand() {
    return header(ReplyHeader.TACTUS_SEQUENCE)
        .header(ReplyHeader.TACTUS_TICK)
        .header(ReplyHeader.IDEMPOTENCY_REPLAYED);
  }

  /** Says what its body is. */
  Reply body(JsonObject schema) {
    return body(JSON, schema);
  }

  /** Says what its body is under a media type. */
  Reply body(String mediaType, JsonObject schema) {
    content.with(mediaType, JsonObject.of("schema", schema));
    return this;
  }

  int status() {
    return status;
  }

  JsonObject json() {
    return JsonObject.of("description", description)
        .withIf(!headers.isEmpty(), "headers", headers)
        .withIf(!content.isEmpty(), "content", content);
  }
}
