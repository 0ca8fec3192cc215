package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.TableBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ordered index makes of conditions within {@code or} and {@code and}. */
class ImpliedBoundsTest {

  private static final RunLimits FIRST = new RunLimits(1_000, 1_000, Long.MAX_VALUE, false);

  private static QueryWorld players(int rows, String... index) {
    QueryWorld world =
        new QueryWorld(
            TableBuilder.table("players")
                .field("id", "u64")
                .nullable("skill", "f64")
                .field("name", "string(8)")
                .ordered("by_order", index)
                .key("id"));
    String[] all = new String[rows];
    for (int i = 0; i < rows; i++) {
      all[i] = "{\"id\":%d,\"skill\":%d,\"name\":\"n%d\"}".formatted(i, i * 7 % rows / 5, i % 90);
    }
    return world.insert(all);
  }

  /** Five players have the same skill each time; a page costs as much however far it is. */
  @ParameterizedTest
  @ValueSource(strings = {"skill", "skill,id"})
  void shouldReachEveryPageAtTheSameCost(String index) {
    int rows = 3_000;
    int page = 20;
    try (QueryWorld world = players(rows, index.split(","))) {
      String order = "&order=skill.desc,id" + (index.contains(",") ? ".desc" : "");
      String next = index.contains(",") ? "lt" : "gt";
      List<Long> expected = world.ids(order.substring(1));
      List<Long> met = new ArrayList<>();
      String after = "id=gte.0";
      while (met.size() < rows) {
        Query query = world.compile(after + order + "&limit=" + page);
        assertEquals("ordered", query.explain(world.table(), FIRST).path());
        List<Long> ids = world.ids(query, FIRST);
        long cost = world.runner().scanned();
        assertTrue(cost <= 4L * (page + 10), "page at " + met.size() + " costs " + cost);
        met.addAll(ids);
        long last = ids.get(ids.size() - 1);
        long skill = last * 7 % rows / 5;
        after = "or=(skill.lt.%d,and(skill.eq.%d,id.%s.%d))".formatted(skill, skill, next, last);
      }
      assertEquals(expected, met);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "or=(skill.lt.5,and(skill.eq.5,id.gt.3))                 | skill=lte.5",
        "or=(skill.gt.5.0,and(skill.eq.5,id.gt.3))               | skill=gte.5",
        "or=(skill.lt.5,skill.lt.7)                              | skill=lt.7",
        "or=(skill.lt.7,skill.lte.7)                             | skill=lte.7",
        "or=(and(skill.gt.1,skill.lt.3),and(skill.gt.7,skill.lte.9)) | skill=gt.1 and skill=lte.9",
        "or=(skill.in.(4,2,8),and(skill.eq.6,name.eq.n1))        | skill=gte.2 and skill=lte.8",
        "or=(skill.lt.5,or(skill.lt.2,and(id.eq.3,skill.lt.9)))  | skill=lt.9",
        "skill=lt(any).{3,5}                                     | skill=lt.5",
        "skill=lt(all).{3,5}                                     | skill=lt.3",
        "skill=lte.9&or=(skill.lt.5,and(skill.eq.5,id.gt.3))     | skill=lte.9 and skill=lte.5",
        "skill=lte.3&or=(skill.lt.5,and(skill.eq.5,id.gt.3))     | skill=lte.3",
        "skill=gte.1&or=(skill.lt.5,and(skill.eq.5,id.gt.3))     | skill=gte.1 and skill=lte.5",
        "skill=gt.3&skill=gt.2                                   | skill=gt.3 and skill=gt.2",
        "or=(skill.lt.5,id.gt.3)                                 | ",
        "or=(skill.lt.5,skill.is.null)                           | ",
        "or=(skill.lt.5,skill.gt.7)                              | ",
        "or=(skill.lt.5,not.and(skill.eq.5,id.gt.3))             | ",
        "not.or=(skill.lt.5,skill.lt.7)                          | ",
      })
  void shouldFindTheBoundsThatAllBranchesHave(String filter, String bounds) {
    try (QueryWorld world = players(50, "skill")) {
      QueryPlan plan = null;
      for (AccessPath path : world.compile(filter + "&order=skill").paths()) {
        if (path instanceof OrderedPath) {
          plan = world.compile(filter + "&order=skill").along(path).explain(world.table(), FIRST);
        }
      }
      assertEquals(bounds == null ? "" : bounds, String.join(" and ", plan.bounds()));
    }
  }

  /** Nested conditions on few values: the walk along the index meets all a scan finds. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldLeaveNoRowOut(long seed) {
    Random random = new Random(seed);
    int implied = 0;
    try (QueryWorld world =
        new QueryWorld(
            TableBuilder.table("t")
                .field("id", "u64")
                .nullable("n", "i8")
                .field("s", "string(3)")
                .ordered("by_n", "n", "s")
                .ordered("by_s", "s")
                .key("id"))) {
      String[] rows = new String[200];
      for (int i = 0; i < rows.length; i++) {
        String n = random.nextInt(8) == 0 ? "null" : "" + (random.nextInt(9) - 4);
        rows[i] = "{\"id\":%d,\"n\":%s,\"s\":\"%s\"}".formatted(i, n, word(random));
      }
      world.insert(rows);
      for (int i = 0; i < 1_500; i++) {
        String text = (random.nextInt(3) == 0 ? "n=lte.2&" : "") + "or=" + group(random, 0);
        List<Long> expected = null;
        Query query = world.compile(text + "&order=n,s");
        for (int at = query.paths().size() - 1; at >= 0; at--) {
          AccessPath path = query.paths().get(at);
          List<Long> ids = world.ids(query.along(path), QueryWorld.ALL);
          expected = expected == null ? ids : expected; // the scan's, which is the last
          assertEquals(expected, ids, "seed " + seed + " along " + path.index() + ": " + text);
          implied += path.bounds().isEmpty() ? 0 : 1;
        }
      }
    }
    assertTrue(implied > 300, "bounds in " + implied);
  }

  private static String group(Random random, int depth) {
    List<String> parts = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int kind = random.nextInt(depth == 2 ? 4 : 6);
      String not = random.nextInt(8) == 0 ? "not." : "";
      String operator = List.of("lt", "lte", "gt", "gte", "eq", "neq").get(random.nextInt(6));
      parts.add(
          switch (kind) {
            case 0, 1 -> "n." + not + operator + "." + (random.nextInt(9) - 4);
            case 2 -> "s." + not + operator + "." + word(random);
            case 3 -> "n." + not + "in.(" + (random.nextInt(9) - 4) + "," + random.nextInt(4) + ")";
            case 4 -> not + "and" + group(random, depth + 1);
            default -> not + "or" + group(random, depth + 1);
          });
    }
    return "(" + String.join(",", parts) + ")";
  }

  private static String word(Random random) {
    return "abab".substring(random.nextInt(2)).substring(0, 1 + random.nextInt(3));
  }

  @Test
  void shouldTellTheTighterOfTwoBounds() {
    try (QueryWorld world = players(10, "skill")) {
      Restriction below = Filter.parse(world.layout(), "skill=lt.5").terms().get(0).restriction();
      Restriction upTo = Filter.parse(world.layout(), "skill=lte.5").terms().get(0).restriction();
      assertEquals(below, ImpliedBounds.tighter(below, upTo));
      assertEquals(below, ImpliedBounds.tighter(upTo, below));
      assertEquals(upTo, ImpliedBounds.tighter(null, upTo));
      assertEquals(upTo, ImpliedBounds.tighter(upTo, null));
    }
  }
}
