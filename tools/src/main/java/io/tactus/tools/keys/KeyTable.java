package io.tactus.tools.keys;

import io.tactus.gateway.access.KeyRecord;
import io.tactus.tools.output.TextTable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what is kept of keys: never the keys. Stateless. */
final class KeyTable {

  private KeyTable() {}

  static String render(List<KeyRecord> keys, Instant now) {
    TextTable table =
        new TextTable(
            List.of("id", "name", "role", "grants", "created", "expires", "rate", "caller"));
    for (KeyRecord key : keys) {
      String expires =
          key.expires()
              .map(end -> end.isAfter(now) ? end.toString() : end + " (expired)")
              .orElse("never");
      table.add(
          List.of(
              key.id(),
              key.name(),
              key.role().written(),
              String.join(" ", key.grants().texts()),
              key.created().toString(),
              expires,
              key.ratePerSecond() == 0 ? "" : key.ratePerSecond() + "/s",
              Long.toUnsignedString(key.caller())));
    }
    return table.render();
  }

  static Map<String, Object> json(KeyRecord key) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", key.id());
    object.put("name", key.name());
    object.put("role", key.role().written());
    object.put("grants", List.copyOf(key.grants().texts()));
    object.put("created", key.created().toString());
    object.put("expires", key.expires().map(Instant::toString).orElse(null));
    object.put("rate", (long) key.ratePerSecond());
    object.put("caller", Long.toUnsignedString(key.caller()));
    return object;
  }
}
