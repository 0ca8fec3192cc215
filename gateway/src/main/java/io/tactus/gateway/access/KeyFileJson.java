package io.tactus.gateway.access;

import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A key file's document:
 *
 * <pre>
 * {"version":1,"keys":[
 *   {"id":"9f86d081","name":"matchmaker-eu","hash":"9f86d081…","role":"writer",
 *    "grants":["call:matchmaker.*"],"created":"2026-01-31T12:00:00Z",
 *    "expires":"2027-01-31T12:00:00Z","rate":500}]}
 * </pre>
 *
 * <p>{@code expires} and {@code rate} may be missing; nothing else may, and nothing may be added,
 * so that a mistyped limit is never simply ignored. Stateless.
 */
final class KeyFileJson {

  private static final Set<String> MEMBERS =
      Set.of("id", "name", "hash", "role", "grants", "created", "expires", "rate");

  private KeyFileJson() {}

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException saying where it is wrong
   * @throws io.tactus.storage.Rejection MALFORMED if it is not JSON
   */
  static List<KeyRecord> parse(byte[] document) {
    JsonNode root = JsonNode.parse(document, 0, document.length);
    if (!text(root, "version", Kind.NUMBER).equals("1")) {
      throw new IllegalArgumentException("version: only 1 is known");
    }
    JsonNode list = root.member("keys");
    if (list == null || list.kind() != Kind.ARRAY) {
      throw new IllegalArgumentException("keys: an array is needed");
    }
    List<KeyRecord> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode node : list.values()) {
      try {
        keys.add(key(node));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("keys[" + keys.size() + "]." + e.getMessage(), e);
      }
      if (!ids.add(keys.getLast().id())) {
        throw new IllegalArgumentException("keys: two have the id " + keys.getLast().id());
      }
    }
    return keys;
  }

  private static KeyRecord key(JsonNode node) {
    for (String name : node.names()) {
      if (!MEMBERS.contains(name)) {
        throw new IllegalArgumentException(name + ": no such member");
      }
    }
    Role role = Role.of(text(node, "role", Kind.STRING));
    if (role == null) {
      throw new IllegalArgumentException("role: none, reader, writer or admin");
    }
    boolean ends = node.member("expires") != null;
    return new KeyRecord(
        text(node, "id", Kind.STRING),
        text(node, "name", Kind.STRING),
        text(node, "hash", Kind.STRING),
        role,
        grants(node),
        instant(node, "created"),
        ends ? Optional.of(instant(node, "expires")) : Optional.empty(),
        node.member("rate") == null ? 0 : number(text(node, "rate", Kind.NUMBER)));
  }

  private static Grants grants(JsonNode node) {
    JsonNode list = node.member("grants");
    if (list == null
        || list.kind() != Kind.ARRAY
        || !list.values().stream().allMatch(value -> value.kind() == Kind.STRING)) {
      throw new IllegalArgumentException("grants: an array of strings is needed");
    }
    return Grants.of(list.values().stream().map(JsonNode::text).toList());
  }

  private static Instant instant(JsonNode node, String name) {
    try {
      return Instant.parse(text(node, name, Kind.STRING));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + ": a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("rate: a whole number");
    }
    return Integer.parseInt(text);
  }

  private static String text(JsonNode node, String name, Kind kind) {
    JsonNode value = node.member(name);
    if (value == null || value.kind() != kind) {
      throw new IllegalArgumentException(name + ": " + kind.words() + " is needed");
    }
    return value.text();
  }

  /** Writes a document. Names, hashes and grants hold nothing that JSON would have to escape. */
  static byte[] print(List<KeyRecord> keys) {
    String lines = keys.stream().map(KeyFileJson::line).collect(Collectors.joining(",\n  "));
    String document = "{\"version\":1,\"keys\":[" + (keys.isEmpty() ? "" : "\n  ") + lines + "]}\n";
    return document.getBytes(StandardCharsets.US_ASCII);
  }

  private static String line(KeyRecord key) {
    String grants =
        key.grants().texts().stream()
            .map(grant -> '"' + grant + '"')
            .collect(Collectors.joining(","));
    StringBuilder line = new StringBuilder("{\"id\":\"").append(key.id());
    line.append("\",\"name\":\"").append(key.name());
    line.append("\",\"hash\":\"").append(key.hash());
    line.append("\",\"role\":\"").append(key.role().written());
    line.append("\",\"grants\":[").append(grants);
    line.append("],\"created\":\"").append(key.created()).append('"');
    key.expires().ifPresent(end -> line.append(",\"expires\":\"").append(end).append('"'));
    if (key.ratePerSecond() > 0) {
      line.append(",\"rate\":").append(key.ratePerSecond());
    }
    return line.append('}').toString();
  }
}
