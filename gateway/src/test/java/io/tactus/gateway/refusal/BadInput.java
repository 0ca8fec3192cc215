package io.tactus.gateway.refusal;

import java.util.List;

/**
 * A request that must be refused.
 *
 * @param what is wrong with it
 * @param status of the refusal
 * @param says what its message, detail or hint must hold, so that the place can be found; or its
 *     members {@code table} and {@code field}
 */
record BadInput(
    String what, String method, String path, String body, int status, List<String> says) {

  static BadInput table(String what, String fields, String more, String... says) {
    String body =
        "{\"name\":\"bad\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"}"
            + (fields.isEmpty() ? "" : "," + fields)
            + "],\"primaryKey\":[\"id\"]"
            + more
            + "}";
    return new BadInput(what, "POST", "/schema/v1/tables", body, 422, List.of(says));
  }

  /** A table with one more field of this type. */
  static BadInput type(String what, String type, String... says) {
    return table(what, "{\"name\":\"wrong\",\"type\":\"" + type + "\"}", "", says);
  }

  /** A table with one more field and an index. */
  static BadInput index(String what, String type, String index, String... says) {
    return table(
        what,
        "{\"name\":\"value\",\"type\":\"" + type + "\"}",
        ",\"indexes\":[" + index + "]",
        says);
  }

  static BadInput declared(String what, String type, String... says) {
    return new BadInput(what, "POST", "/schema/v1/types", type, 422, List.of(says));
  }

  /** A row of {@code heroes} with this member beside the required ones. */
  static BadInput row(String what, int status, String member, String... says) {
    String body = "{\"id\":9,\"name\":\"Zoe\"," + member + "}";
    return new BadInput(what, "POST", "/rest/v1/heroes", body, status, List.of(says));
  }

  static BadInput request(
      String what, int status, String method, String path, String body, String... says) {
    return new BadInput(what, method, path, body, status, List.of(says));
  }

  @Override
  public String toString() {
    return what;
  }
}
