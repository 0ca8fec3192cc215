package io.tactus.gateway.feed;

import io.tactus.storage.json.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows as a client knows them from events alone. Fails on an event that does not follow from what
 * it knows: a sequence that is not later, a row that is there already or is not there, a row that
 * was not as the event says.
 */
final class FeedMirror {

  private final Map<String, JsonNode> rows = new TreeMap<>();
  private String lastId = "";
  private long lastSequence;
  private long commits;

  void begin(EventClient.Event event) {
    rows.clear();
    for (JsonNode row : event.json().member("rows").values()) {
      put(row.member("id").text(), null, row, event);
    }
    if (event.sequence() < lastSequence) {
      throw new AssertionError("rows of " + event.id() + " after " + lastSequence);
    }
    seen(event);
  }

  void apply(EventClient.Event event) {
    if (!event.type().equals("commit")) {
      throw new AssertionError("not a commit: " + event);
    }
    if (event.sequence() <= lastSequence) {
      throw new AssertionError(event.id() + " after " + lastSequence);
    }
    for (JsonNode change : event.json().member("changes").values()) {
      String key = change.member("key").text();
      switch (change.member("op").text()) {
        case "insert" -> put(key, null, change.member("new"), event);
        case "update" -> put(key, change.member("old"), change.member("new"), event);
        case "delete" -> check(key, change.member("old"), rows.remove(key), event);
        default -> throw new AssertionError("no such operation: " + event);
      }
    }
    commits++;
    seen(event);
  }

  private void put(String key, JsonNode before, JsonNode after, EventClient.Event event) {
    check(key, before, rows.put(key, after), event);
  }

  private static void check(String key, JsonNode told, JsonNode known, EventClient.Event event) {
    if (told == null ? known != null : !told.equals(known)) {
      throw new AssertionError(
          "row " + key + " was " + known + ", not " + told + " before " + event);
    }
  }

  private void seen(EventClient.Event event) {
    lastId = event.id();
    lastSequence = event.sequence();
  }

  String lastId() {
    return lastId;
  }

  long commits() {
    return commits;
  }

  JsonNode row(String key) {
    return rows.get(key);
  }

  void assertEqualTo(JsonNode all) {
    Map<String, JsonNode> expected = new TreeMap<>();
    for (JsonNode row : all.values()) {
      expected.put(row.member("id").text(), row);
    }
    if (!expected.equals(rows)) {
      throw new AssertionError("expected " + expected + " but the events make " + rows);
    }
  }
}
