package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.Rejection;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The regular expressions of one command are limited in sum. */
class FilterCheckTest {

  private final QueryWorld world =
      new QueryWorld(
          new TableDefinition(
              0,
              "players",
              List.of(
                  Field.of(0, "id", FieldType.of(TypeKind.U64)),
                  Field.of(0, "name", FieldType.string(16))),
              List.of("id"),
              List.of()));

  private final FilterCheck check = new FilterCheck();

  @AfterEach
  void close() {
    world.close();
  }

  private long add(String filter) {
    check.add(world.layout(), filter);
    return Filter.parse(world.layout(), filter).regexSize();
  }

  /** The filter of the largest size below a limit: a{n} grows by one with n. */
  private String ofSize(long size) {
    long least = Filter.parse(world.layout(), "name=match.ba{1}").regexSize();
    String filter = "name=match.ba{" + (size - least + 1) + "}";
    assertEquals(size, Filter.parse(world.layout(), filter).regexSize());
    return filter;
  }

  @Test
  void shouldTakeExpressionsUpToALimitInSum() {
    String[] pair = {ofSize(512), ofSize(511)};
    long sum = 0;
    for (int i = 0; FilterCheck.MAX_REGEX_SIZE - sum > 1000; i++) {
      sum += add(pair[i % 2]);
    }
    sum += add(ofSize((FilterCheck.MAX_REGEX_SIZE - sum) / 2 - 1));
    add(ofSize(FilterCheck.MAX_REGEX_SIZE - sum));
    add("id=eq.1");
    Rejection refused = assertThrows(Rejection.class, () -> add("name=match.a"));
    assertEquals("query_too_large", refused.name());
    assertEquals("players", refused.table());
  }

  @Test
  void shouldRefuseOneStepPastTheLimit() {
    String[] pair = {ofSize(512), ofSize(511)};
    long sum = 0;
    for (int i = 0; FilterCheck.MAX_REGEX_SIZE - sum > 1000; i++) {
      sum += add(pair[i % 2]);
    }
    sum += add(ofSize((FilterCheck.MAX_REGEX_SIZE - sum) / 2 - 1));
    String past = ofSize(FilterCheck.MAX_REGEX_SIZE - sum + 1);
    assertThrows(Rejection.class, () -> add(past));
  }

  @Test
  void shouldCountAllOfAFilter() {
    long one = Filter.parse(world.layout(), "name=match.abc").regexSize();
    for (String two :
        new String[] {
          "name=match.abc&name=not.match.abc", "or=(name.match.abc,not.and(id.eq.1,name.match.abc))"
        }) {
      assertEquals(2 * one, Filter.parse(world.layout(), two).regexSize(), two);
    }
    assertEquals(0, Filter.parse(world.layout(), "id=eq.1").regexSize());
    assertEquals(0, Filter.parse(world.layout(), "").regexSize());
  }

  @Test
  void shouldCompileEqualFiltersOnce() {
    String large = ofSize(500);
    for (int i = 0; i < 10_000; i++) {
      check.add(world.layout(), large);
    }
  }
}
