package io.tactus.gateway.openapi;

/** Headers of replies. Threading: immutable. */
enum ReplyHeader {
  TACTUS_SEQUENCE(
      "Tactus-Sequence",
      "Where the command stands in history. On everything the journal has, refusals included.",
      "integer"),
  TACTUS_TICK("Tactus-Tick", "The tick the command belongs to.", "integer"),
  ETAG("ETag", "The version of the row, or of the document, for `If-Match` and `If-None-Match`."),
  CONTENT_RANGE(
      "Content-Range",
      "Which rows these are and how many there are: `0-24/573`, `*` for a number not asked for."),
  PREFERENCE_APPLIED("Preference-Applied", "What was done about `Prefer`."),
  LOCATION("Location", "The path of what was made."),
  IDEMPOTENCY_REPLAYED(
      "Idempotency-Replayed", "`true` if this is the reply to an earlier request with this key."),
  RETRY_AFTER("Retry-After", "Seconds after which to try again.", "integer"),
  RATE_LIMIT("RateLimit-Limit", "Requests a second the caller may make.", "integer"),
  RATE_REMAINING("RateLimit-Remaining", "Requests left now.", "integer"),
  RATE_RESET("RateLimit-Reset", "Seconds until there is one more.", "integer"),
  WWW_AUTHENTICATE("WWW-Authenticate", "How to say who you are."),
  CONTENT_DISPOSITION("Content-Disposition", "The name of the file."),
  UPGRADE("Upgrade", "The protocol this path speaks."),
  SEC_WEBSOCKET_VERSION("Sec-WebSocket-Version", "The version of the protocol.");

  private final String header;
  private final String description;
  private final String type;

  ReplyHeader(String header, String description) {
    this(header, description, "string");
  }

  ReplyHeader(String header, String description, String type) {
    this.header = header;
    this.description = description;
    this.type = type;
  }

  /** Returns the name as it stands in replies. */
  String header() {
    return header;
  }

  /** Returns a reference to its description, which is among the components then. */
  JsonObject in(Components components) {
    JsonObject schema = type.equals("integer") ? Schemas.count() : Schemas.string();
    return components.header(
        header, JsonObject.of("description", description).with("schema", schema));
  }
}
