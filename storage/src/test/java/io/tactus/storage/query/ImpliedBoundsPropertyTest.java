package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.TableBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nested conditions give the same rows in the same order along every path that there is, a scan
 * among them: of the largest unsigned numbers, of zeros with a sign, of texts that are longer than
 * their field, of nulls at either end, upwards and downwards, with limits.
 */
class ImpliedBoundsPropertyTest {
  private static final int QUERIES = 600;
  private static final int ROWS = 120;

  private static final String[] UNSIGNED = {
    "0", "1", "5", "9223372036854775807", "9223372036854775808", "18446744073709551615"
  };
  private static final String[] FLOATS = {"0", "-0.0", "0.1", "-0.1", "3.4e38", "-3.4e38", "1e-45"};
  private static final String[] TEXTS = {"a", "ab", "abc", "b", "ba", "aa", "é", "zz", "a0"};

  /** The field holds three bytes. */
  private static final String[] WANTED_TEXTS = {
    "a", "ab", "abc", "abcd", "abcé", "b", "bazzz", "aa", "é", "zzzzzz", "a0"
  };

  private static final String[] TIMES = {
    "2020-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"
  };
  private static final String[] COMPARISONS = {"lt", "lte", "gt", "gte", "eq", "neq"};
  private static final String[] QUANTIFIED = {"lt", "lte", "gt", "gte", "eq"};
  private static final String[] ORDERS = {
    "u,s",
    "u.desc,s",
    "f.desc.nullslast,u.desc.nullslast,id",
    "f.desc,u.desc,id",
    "s.desc",
    "t.desc,id.desc",
    "t.nullsfirst",
    "u.nullsfirst",
    "u.desc.nullslast,s",
    "s,f.nullsfirst"
  };

  private static QueryWorld world(Random random) {
    QueryWorld world =
        new QueryWorld(
            TableBuilder.table("t")
                .field("id", "u64")
                .nullable("u", "u64")
                .nullable("f", "f32")
                .field("s", "string(3)")
                .nullable("t", "timestamp")
                .ordered("by_u", "u")
                .ordered("by_fu", "f", "u")
                .ordered("by_s", "s", "f")
                .ordered("by_usf", "u", "s", "f")
                .ordered("by_t", "t", "id")
                .unique("by_u_id", "u", "id")
                .key("id"));
    String[] rows = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i] =
          "{\"id\":%d,\"u\":%s,\"f\":%s,\"s\":\"%s\",\"t\":%s}"
              .formatted(
                  i,
                  random.nextInt(6) == 0 ? "null" : one(random, UNSIGNED),
                  random.nextInt(6) == 0 ? "null" : one(random, FLOATS),
                  one(random, TEXTS),
                  random.nextInt(5) == 0 ? "null" : "\"" + one(random, TIMES) + "\"");
    }
    return world.insert(rows);
  }

  private static String one(Random random, String... choice) {
    return choice[random.nextInt(choice.length)];
  }

  /** A field, a point, and what it is compared with. */
  private static String condition(Random random) {
    String not = random.nextInt(10) == 0 ? "not." : "";
    String operator = not + one(random, COMPARISONS) + ".";
    return switch (random.nextInt(9)) {
      case 0, 1 -> "u." + operator + one(random, UNSIGNED);
      case 2, 3 -> "f." + operator + one(random, FLOATS);
      case 4 -> "s." + operator + one(random, WANTED_TEXTS);
      case 5 -> "s.%sin.(%s,%s)".formatted(not, one(random, WANTED_TEXTS), one(random, TEXTS));
      case 6 -> "u." + not + "is.null";
      case 7 ->
          "u.%s%s(%s).{%s,%s}"
              .formatted(
                  not,
                  one(random, QUANTIFIED),
                  one(random, "any", "all"),
                  one(random, UNSIGNED),
                  one(random, UNSIGNED));
      default -> "t." + operator + one(random, TIMES);
    };
  }

  private static String group(Random random, int depth) {
    List<String> parts = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      if (depth >= 3 || random.nextBoolean()) {
        parts.add(condition(random));
      } else {
        String not = random.nextInt(10) == 0 ? "not." : "";
        parts.add(not + one(random, "and", "or", "or") + group(random, depth + 1));
      }
    }
    return "(" + String.join(",", parts) + ")";
  }

  private static String query(Random random) {
    StringBuilder text = new StringBuilder(100);
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(condition(random).replaceFirst("\\.", "=")).append('&');
    }
    text.append(random.nextInt(8) == 0 ? "not." : "").append(one(random, "and=", "or=", "or="));
    text.append(group(random, 0)).append("&order=").append(one(random, ORDERS));
    if (random.nextInt(3) == 0) {
      text.append("&limit=").append(1 + random.nextInt(9));
      text.append("&offset=").append(random.nextInt(4));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void shouldGiveTheSameRowsAlongEveryPath(long seed) {
    Random random = new Random(seed);
    int bounded = 0;
    int paths = 0;
    try (QueryWorld world = world(random)) {
      for (int i = 0; i < QUERIES; i++) {
        String text = query(random);
        Query query = world.compile(text);
        List<Long> expected = null;
        for (AccessPath path : query.paths()) {
          List<Long> ids = world.ids(query.along(path), QueryWorld.ALL);
          expected = expected == null ? ids : expected;
          assertEquals(expected, ids, "seed " + seed + ", along " + path.index() + ": " + text);
          bounded += path.bounds().isEmpty() ? 0 : 1;
          paths++;
        }
      }
    }
    assertTrue(paths > 2 * QUERIES && bounded > QUERIES / 4, bounded + " of " + paths);
  }
}
