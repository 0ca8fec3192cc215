package io.tactus.gateway.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in Prometheus' text format 0.0.4, read by its rules: a HELP and a TYPE line before the
 * samples of each family, no family twice, names and labels as they may be, no series twice,
 * buckets that only grow up to {@code +Inf}, which is the count.
 */
final class Exposition {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");
  private static final List<String> TYPES =
      List.of("counter", "gauge", "histogram", "summary", "untyped");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Map<Map<String, String>, Double>> samples = new LinkedHashMap<>();

  private Exposition() {}

  static Exposition parse(String text) {
    assertTrue(text.endsWith("\n"), "the last line must end");
    Exposition parsed = new Exposition();
    String family = null;
    String helped = null;
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        helped = words[2];
        assertFalse(words[3].isBlank(), line);
      } else if (line.startsWith("# TYPE ")) {
        family = words[2];
        assertEquals(family, helped, "HELP before TYPE");
        assertTrue(TYPES.contains(words[3]), line);
        assertEquals(null, parsed.types.put(family, words[3]), "a family twice: " + family);
      } else {
        assertFalse(line.startsWith("#"), line);
        assertNotNull(family, line);
        parsed.sample(family, line);
      }
    }
    parsed.checkHistograms();
    return parsed;
  }

  private void sample(String family, String line) {
    Matcher matcher = SAMPLE.matcher(line);
    assertTrue(matcher.matches(), line);
    String name = matcher.group(1);
    String type = types.get(family);
    List<String> suffixes =
        switch (type) {
          case "histogram" -> List.of("_bucket", "_sum", "_count");
          case "summary" -> List.of("", "_sum", "_count");
          default -> List.of("");
        };
    assertTrue(
        suffixes.stream().anyMatch(suffix -> name.equals(family + suffix)),
        line + " in the family " + family);
    assertEquals("counter".equals(type), name.endsWith("_total"), line);
    Map<String, String> labels = labels(matcher.group(2), line);
    double value = Double.parseDouble(matcher.group(3).replace("+Inf", "Infinity"));
    assertTrue("gauge".equals(type) || value >= 0, line);
    Double twice = samples.computeIfAbsent(name, n -> new LinkedHashMap<>()).put(labels, value);
    assertEquals(null, twice, "a series twice: " + line);
  }

  private static Map<String, String> labels(String text, String line) {
    Map<String, String> labels = new TreeMap<>();
    int end = 0;
    if (text != null) {
      Matcher matcher = LABEL.matcher(text);
      while (matcher.lookingAt()) {
        assertEquals(null, labels.put(matcher.group(1), matcher.group(2)), line);
        end = matcher.end();
        matcher.region(end, text.length());
      }
      assertEquals(text.length(), end, "labels of " + line);
    }
    return labels;
  }

  private void checkHistograms() {
    types.forEach(
        (family, type) -> {
          if ("histogram".equals(type) && samples.containsKey(family + "_count")) {
            samples.get(family + "_count").forEach((labels, count) -> buckets(family, labels));
          }
        });
  }

  private void buckets(String family, Map<String, String> labels) {
    List<Double> counts = new ArrayList<>();
    double bound = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Map<String, String>, Double> bucket :
        samples.get(family + "_bucket").entrySet()) {
      Map<String, String> without = new TreeMap<>(bucket.getKey());
      double le = Double.parseDouble(without.remove("le").replace("+Inf", "Infinity"));
      if (without.equals(labels)) {
        assertTrue(le > bound, family + " has its buckets in order");
        bound = le;
        assertTrue(counts.isEmpty() || bucket.getValue() >= counts.getLast(), family + labels);
        counts.add(bucket.getValue());
      }
    }
    assertEquals(Double.POSITIVE_INFINITY, bound);
    assertEquals(samples.get(family + "_count").get(labels), counts.getLast());
  }

  /** The families by name, with their types. */
  Map<String, String> types() {
    return types;
  }

  /** All values that a label has anywhere. */
  List<String> labelValues(String label) {
    return samples.values().stream()
        .flatMap(series -> series.keySet().stream())
        .filter(labels -> labels.containsKey(label))
        .map(labels -> labels.get(label))
        .distinct()
        .toList();
  }

  /** A sample by its labels: names and values in turn. */
  double value(String name, String... labels) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    Map<Map<String, String>, Double> series = samples.get(name);
    assertNotNull(series, "no metric " + name + " among " + types.keySet());
    Double value = series.get(wanted);
    assertNotNull(value, name + " has only " + series);
    return value;
  }

  /** How many series there are. */
  int size() {
    return samples.values().stream().mapToInt(Map::size).sum();
  }
}
