package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

  private static final TableDefinition PLAYERS =
      new TableDefinition(
          0,
          "players",
          List.of(
              Field.of(0, "id", FieldType.of(TypeKind.U64)),
              Field.of(0, "name", FieldType.string(40)),
              Field.of(0, "skill", FieldType.of(TypeKind.F64))
                  .withBounds(Literal.ofDouble(0), null),
              Field.of(0, "region", FieldType.string(8)).asNullable(),
              Field.of(0, "banned", FieldType.of(TypeKind.BOOL)).asNullable(),
              Field.of(0, "seen", FieldType.of(TypeKind.TIMESTAMP)).asNullable(),
              Field.of(0, "tag", FieldType.of(TypeKind.UUID)).asNullable()),
          List.of("id"),
          List.of(new IndexDefinition("by_name", List.of("name"), IndexKind.HASH, true)));

  private final QueryWorld world =
      new QueryWorld(PLAYERS)
          .insert(
              "{\"id\":3,\"name\":\"Cy, (the) \\\"cat\\\"\",\"skill\":1500,\"region\":\"eu\",\"banned\":true}",
              "{\"id\":1,\"name\":\"Ann\",\"skill\":1400.5,\"region\":\"us\",\"banned\":false,\"seen\":\"2026-01-02T03:04:05Z\"}",
              "{\"id\":2,\"name\":\"Bob & Co\",\"skill\":1500,\"region\":null,\"tag\":\"00112233-4455-6677-8899-aabbccddeeff\"}",
              "{\"id\":5,\"name\":\"été\",\"skill\":0,\"region\":\"eu\",\"banned\":null}",
              "{\"id\":4,\"name\":\"50%_off\\\\\",\"skill\":2000,\"region\":\"asia\",\"banned\":true}");

  @AfterEach
  void close() {
    world.close();
  }

  /** A filter in its text form, and the ids it gives in key order. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "                                      | 1 2 3 4 5",
        "id=eq.3                               | 3",
        "id=eq.9                               |",
        "skill=gte.1500                        | 2 3 4",
        "skill=gt.1500                         | 4",
        "skill=lt.1400.5                       | 5",
        "skill=lte.1400.5                      | 1 5",
        "skill=neq.1500                        | 1 4 5",
        "skill=gte.-5                          | 1 2 3 4 5",
        "skill=gte.1400&skill=lt.1500          | 1",
        "region=eq.eu                          | 3 5",
        "region=neq.eu                         | 1 4",
        "region=not.eq.eu                      | 1 4",
        "region=gt.eu                          | 1",
        "region=is.null                        | 2",
        "region=not.is.null                    | 1 3 4 5",
        "region=is.not_null                    | 1 3 4 5",
        "region=in.(eu,us)                     | 1 3 5",
        "region=not.in.(eu,us)                 | 4",
        "region=in.()                          |",
        "region=not.in.()                      | 1 2 3 4 5",
        "id=in.(1,5,7)                         | 1 5",
        "skill=in.(0,2000)                     | 4 5",
        "banned=is.true                        | 3 4",
        "banned=is.false                       | 1",
        "banned=not.is.true                    | 1 2 5",
        "banned=is.unknown                     | 2 5",
        "banned=eq.true                        | 3 4",
        "seen=gt.2026-01-01T00:00:00Z          | 1",
        "seen=eq.2026-01-02T05:04:05+02:00     | 1",
        "tag=eq.00112233-4455-6677-8899-AABBCCDDEEFF | 2",
        "name=eq.Bob %26 Co                    | 2",
        "name=like.*o*                         | 2 4",
        "name=like.%25o%25                     | 2 4",
        "name=like.A__                         | 1",
        "name=like._t_                         | 5",
        "name=like.a*                          |",
        "name=ilike.a*                         | 1",
        "name=ilike.ÉT*                        | 5",
        "name=like.*\\%25*                     | 4",
        "name=like.*\\_off\\\\                 | 4",
        "name=not.like.*o*                     | 1 3 5",
        "or=(id.eq.1,id.eq.5)                  | 1 5",
        "or=(id.eq.1,and(region.eq.eu,skill.gt.1000)) | 1 3",
        "not.or=(id.eq.1,id.eq.5)              | 2 3 4",
        "and=(id.gt.1,id.lt.4)                 | 2 3",
        "not.and=(id.gt.1,region.eq.eu)        | 1 4",
        "or=(id.not.eq.1,id.eq.1)              | 1 2 3 4 5",
        "or=(not.and(id.gt.1,id.lt.5),id.eq.2) | 1 2 5",
        "or=(id.in.(1,2),region.in.(\"asia\")) | 1 2 4",
        "or=(name.eq.\"Cy, (the) \\\"cat\\\"\",id.eq.1)  | 1 3",
        "name=in.(\"Cy, (the) \\\"cat\\\"\",Ann)         | 1 3",
        "or=(name.like.*off*,name.ilike.b*)    | 2 4",
        "or=(region.is.null,region.not.is.null)| 1 2 3 4 5",
        "region=isdistinct.eu                  | 1 2 4",
        "region=not.isdistinct.eu              | 3 5",
        "region=isdistinct.null                | 1 2 3 4 5",
        "banned=isdistinct.null                | 1 3 4",
        "banned=isdistinct.true                | 1 2 5",
        "or=(region.isdistinct.eu,id.eq.3)     | 1 2 3 4",
        "id=eq(any).{1,3,9}                    | 1 3",
        "id=not.eq(any).{1,3,9}                | 2 4 5",
        "id=eq(all).{1,1}                      | 1",
        "id=eq(all).{1,3}                      |",
        "id=eq(any).{}                         |",
        "id=eq(all).{}                         | 1 2 3 4 5",
        "region=like(any).{}                   |",
        "region=not.like(any).{}               | 1 2 3 4 5",
        "id=gt(all).{1,3}                      | 4 5",
        "id=gte(any).{4,5}                     | 4 5",
        "id=lt(any).{2,3}                      | 1 2",
        "id=lte(all).{2,3}                     | 1 2",
        "region=eq(any).{eu,us}                | 1 3 5",
        "region=not.like(any).{e*,u*}          | 4",
        "name=like(any).{A*,*o*}               | 1 2 4",
        "name=like(all).{*o*,*ff*}             | 4",
        "name=ilike(any).{a*,b*}               | 1 2",
        "name=ilike(all).{a*,*N}               | 1",
        "name=eq(any).{\"Cy, (the) \\\"cat\\\"\",Ann} | 1 3",
        "or=(name.like(any).{A*,*off*},id.eq.5) | 1 4 5",
        "or=(name.like(any).{\"Cy, (*\",B*},id.eq.5) | 2 3 5",
        "or=(id.not.eq(any).{1,2,3})           | 4 5",
        "name=match.^[AB]                      | 1 2",
        "name=match.o                          | 2 4",
        "name=imatch.^b.*CO$                   | 2",
        "name=match.^.t.$                      | 5",
        "name=not.match.[a-z]{2}               | 5",
        "name=match(any).{^A,^B}               | 1 2",
        "name=imatch(all).{^a,n$}              | 1",
        "region=match.u                        | 1 3 5",
        "region=not.match.u                    | 4",
        "~or=(name.match.\"^(Ann|Bob).*\",id.eq.5)~ | 1 2 5",
      })
  void shouldFind(String filter, String ids) {
    List<Long> expected =
        ids == null ? List.of() : List.of(ids.split(" ")).stream().map(Long::valueOf).toList();
    assertEquals(expected, world.ids(filter == null ? "" : filter));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "skil=eq.1           | unknown_field    | table 'players' has no field 'skil'",
        "skill=eqq.1         | unknown_operator | unknown operator 'eqq'",
        "skill=1             | invalid_query    | '1' is not of the form operator.value",
        "skill=eq.abc        | invalid_value    | 'abc' is not a valid f64",
        "id=eq.-1            | value_out_of_range | -1 is out of range for u64",
        "id=eq.1.5           | invalid_value    | '1.5' is not a valid u64",
        "banned=eq.yes       | invalid_value    | 'yes' is not a valid bool",
        "seen=gt.yesterday   | invalid_value    | 'yesterday' is not a valid timestamp",
        "tag=eq.1            | invalid_value    | '1' is not a valid uuid",
        "id=like.1*          | wrong_operator   | 'like' does not apply to u64",
        "id=match.1          | wrong_operator   | 'match' does not apply to u64",
        "id=neq(any).{1}     | unknown_operator | unknown operator 'neq(any)'",
        "id=in(any).{1}      | unknown_operator | unknown operator 'in(any)'",
        "id=eq(some).{1}     | unknown_operator | unknown operator 'eq(some)'",
        "or=(id.eq(some).{1}) | invalid_query   | expected '.' at 6 of '(id.eq(some).{1})'",
        "id=eq(any).1        | invalid_query    | expected '{' at 0 of '1'",
        "id=eq(any).{1       | invalid_query    | expected '}' at 2 of '{1'",
        "id=eq(any).{1}x     | invalid_query    | 'x' follows the end of '{1}'",
        "id=eq(any).{1,null} | invalid_query    | an element of '{1,null}' is missing or null",
        "id=eq(any).{1,}     | invalid_query    | an element of '{1,}' is missing or null",
        "id=gt(any).{{1}}    | invalid_query    | an element of '{{1}}' is missing or null",
        "name=like(any).{\"a | invalid_query    | '{\"a' lacks a closing quote",
        "name=match.(        | invalid_query    | '(' is no regular expression: missing closing )",
        "name=match.(a)\\1   | invalid_query    |",
        "name=match.a{999}b{999}c{9} | query_too_large |",
        "id=is.true          | wrong_operator   | 'is.true' does not apply to u64",
        "id=is.zero          | invalid_query    | 'is' takes null, not_null, true, false or unknown, not 'zero'",
        "id=in.1             | invalid_query    | expected '(' at 0 of '1'",
        "id=in.(1,2          | invalid_query    | expected ')' at 4 of '(1,2'",
        "id=in.(1)x          | invalid_query    | 'x' follows the end of '(1)'",
        "or=id.eq.1          | invalid_query    | expected '(' at 0 of 'id.eq.1'",
        "or=()               | invalid_query    | expected '.' at 1 of '()'",
        "or=(id.eq.1         | invalid_query    | expected ')' at 8 of '(id.eq.1'",
        "or=(id.eq.1))       | invalid_query    | ')' follows the end of '(id.eq.1)'",
        "or=(nope.eq.1)      | unknown_field    | table 'players' has no field 'nope'",
        "or=(id.foo.1)       | unknown_operator | unknown operator 'foo'",
        "name=like.a\\       | invalid_query    | the pattern 'a\\' ends in its escape character",
        "name=like.%zz       | invalid_query    | 'like.%zz' has a '%' that is no escape",
        "name                | invalid_query    | 'name' is not of the form field=operator.value",
        "order=nope          | unknown_field    | table 'players' has no field 'nope'",
        "order=id.up         | invalid_query    | 'id.up' is not of the form field[.asc|.desc][.nullsfirst|.nullslast]",
        "order=id,           | unknown_field    | table 'players' has no field ''",
        "limit=-1            | invalid_query    | 'limit' is a number from 0, not '-1'",
        "offset=x            | invalid_query    | 'offset' is a number from 0, not 'x'",
        "limit=1&limit=2     | invalid_query    | 'limit' is given twice",
        "select=id,nope      | unknown_field    | table 'players' has no field 'nope'",
        "select=id,id        | invalid_query    | 'id' is selected twice",
        "select=id::text     | not_supported    | casts ('id::text') are not supported yet",
        "select=skill.sum()::int | not_supported | casts ('skill.sum()::int') are not supported yet",
        "select=...guild(name) | not_supported   | spreading ('...guild') is not supported yet",
        "select=id,nope.sum() | unknown_field    | table 'players' has no field 'nope'",
        "select=name.sum()    | wrong_operator   | 'sum()' does not apply to string(40)",
        "select=banned.max()  | wrong_operator   | 'max()' does not apply to bool",
        "select=skill.sum(),skill.sum() | invalid_query | 'sum' is selected twice",
        "select=*,count()     | invalid_query    | '*' does not go together with aggregates",
        "select=count()&order=id | not_grouped   | 'id' is not grouped by, so groups have no order by it",
        "select=id)           | invalid_query    | ')' follows the end of the select list",
        "select=guild!left    | invalid_query    | 'guild!' lacks the list of what to embed: '(…)'",
        "select=guild(name    | invalid_query    | expected ')' at 10 of 'guild(name'",
      })
  void shouldRefuse(String query, String name, String message) {
    Rejection refused = assertThrows(Rejection.class, () -> world.compile(query));
    assertEquals(name, refused.name(), refused.getMessage());
    if (message != null && !message.isEmpty() && !query.startsWith("order=id.up")) {
      assertTrue(refused.getMessage().endsWith(message), refused.getMessage());
    }
    assertEquals(RejectionCode.INVALID_QUERY, refused.code());
    assertEquals(400, refused.code().httpStatus());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order=skill                     | 5 1 2 3 4",
        "order=skill.desc                | 4 2 3 1 5",
        "order=skill.desc,id.desc        | 4 3 2 1 5",
        "order=region                    | 4 3 5 1 2",
        "order=region.desc               | 2 1 3 5 4",
        "order=region.desc.nullslast     | 1 3 5 4 2",
        "order=region.asc.nullsfirst     | 2 4 3 5 1",
        "order=region.nullsfirst         | 2 4 3 5 1",
        "order=name                      | 4 1 2 3 5",
        "order=banned.desc.nullslast,id  | 3 4 1 2 5",
        "order=skill.desc&limit=2        | 4 2",
        "order=skill.desc&limit=2&offset=1 | 2 3",
        "limit=2&offset=3                | 4 5",
        "limit=2&offset=9                |",
        "limit=0                         |",
        "offset=4                        | 5",
        "id=eq.3&offset=1                |",
        "id=eq.3&limit=0                 |",
        "skill=eq.1500&order=id.desc     | 3 2",
      })
  void shouldOrderAndCut(String query, String ids) {
    List<Long> expected =
        ids == null ? List.of() : List.of(ids.split(" ")).stream().map(Long::valueOf).toList();
    assertEquals(expected, world.ids(query));
  }

  @Test
  void shouldTakeExpressionsUpToALimit() {
    int longest = 0;
    for (int n = 480; n <= 560; n++) {
      String filter = "name=match.a{500}b{" + n + "}";
      try {
        world.compile(filter);
        assertEquals(n == 480 ? 0 : n - 1, longest, "longer ones are refused");
        longest = n;
      } catch (Rejection refused) {
        assertEquals("query_too_large", refused.name());
      }
    }
    assertTrue(longest > 510 && longest < 525, "the limit is met at " + longest);
    Rejection vast =
        assertThrows(Rejection.class, () -> world.compile("name=match.((a{1000}){1000}){1000}"));
    assertEquals("query_too_large", vast.name());
    world.compile("name=match." + "a".repeat(QueryLimits.MAX_PATTERN));
    String tooLong = "name=match." + "a".repeat(QueryLimits.MAX_PATTERN + 1);
    assertThrows(Rejection.class, () -> world.compile(tooLong));
  }

  @Test
  void shouldSelectAndRename() {
    assertEquals(
        List.of("{\"id\":1,\"level\":1400.5}"), world.run("id=eq.1&select=id,level:skill"));
    assertEquals(List.of("{\"skill\":1400.5,\"id\":1}"), world.run("id=eq.1&select=skill, id"));
    assertEquals(List.of("{}"), world.run("id=eq.1&select="));
    assertEquals(
        "{\"id\":5,\"name\":\"été\",\"skill\":0,\"region\":\"eu\",\"banned\":null,\"seen\":null,\"tag\":null}",
        world.run("id=eq.5&select=*").get(0));
  }

  @Test
  void shouldLookUpWhatFixesAKey() {
    assertEquals("key", world.explain("id=eq.3").path());
    assertEquals(1, cost(world.compile("id=eq.3")));
    assertEquals("by_name", world.explain("name=eq.Ann").index());
    assertEquals(List.of(1L), world.ids("name=eq.Ann"));
    assertEquals(1, world.runner().scanned());
    assertEquals(List.of(), world.ids("name=eq.Ann&skill=gt.5000"));
    assertEquals(List.of(), world.ids("name=eq." + "x".repeat(41)));
    assertEquals(0, world.runner().scanned());
    assertEquals(List.of(1L, 3L), world.ids("id=in.(3,1,3)"));
    assertEquals(2, world.runner().scanned());
    assertEquals("scan", world.explain("id=not.eq.3").path());
    assertEquals("scan", world.explain("or=(id.eq.3)").path());
    assertEquals("scan", world.explain("region=eq.eu").path());
    assertEquals("key", world.explain("and=(region.eq.eu,id.in.(1,2))").path());
    assertEquals(5, cost(world.compile("skill=gt.1&order=name.desc&limit=3&offset=1")));
  }

  @Test
  void shouldExplain() {
    assertEquals(
        """
        key players by primary: id=eq.3
          filter: skill=gt.1
          order: at most one row
          limit: 1000
          estimated: 1 of 5 rows, cost 1 of at most 1000000
        """,
        world.explain("skill=gt.1&id=eq.3").toText());
    assertEquals(
        """
        scan players
          filter: skill=gt.1 and region.eq.eu
          order: name.desc by sorting, first 4 kept
          limit: 3, offset 1
          estimated: 5 of 5 rows, cost 5 of at most 1000000
        """,
        world.explain("skill=gt.1&and=(region.eq.eu)&order=name.desc&limit=3&offset=1").toText());
  }

  private long cost(Query query) {
    return query.estimatedCost(world.table(), QueryWorld.ALL);
  }

  @Test
  void shouldTellHowMuchThereIs() {
    Query query = world.compile("skill=gte.1400&limit=3");
    QueryRunner runner = world.runner();
    assertEquals(2, runner.run(query, world.table(), limits(2, 100, 100), row -> {}));
    assertTrue(runner.cut());
    assertEquals(4, runner.matched());
    assertEquals(5, runner.scanned());
    assertEquals(3, runner.run(query, world.table(), limits(3, 100, 100), row -> {}));
    assertFalse(runner.cut());
    assertEquals(4, new ResultWriter().count(query, world.table(), 100));
    assertEquals(
        2, runner.run(query.withWindow(2, 2), world.table(), limits(9, 100, 100), row -> {}));
    assertFalse(runner.cut());
  }

  @Test
  void shouldHoldTheLimitsOfARun() {
    Query query = world.compile("");
    QueryRunner runner = world.runner();
    assertEquals(5, runner.run(query, world.table(), limits(100, 5, 5), row -> {}));
    Rejection work =
        assertThrows(
            Rejection.class, () -> runner.run(query, world.table(), limits(100, 5, 4), row -> {}));
    assertEquals(RejectionCode.WORK_BUDGET, work.code());
    Rejection window =
        assertThrows(
            Rejection.class, () -> runner.run(query, world.table(), limits(100, 4, 5), row -> {}));
    assertEquals(RejectionCode.RESULT_TOO_LARGE, window.code());
    Query lookUp = world.compile("id=eq.1");
    assertEquals(1, runner.run(lookUp, world.table(), limits(1, 0, 1), row -> {}));
  }

  @Test
  void shouldHoldTheLimitsOfTheForm() {
    String deepest = "and(".repeat(31) + "id.eq.1" + ")".repeat(31);
    world.compile("or=(" + deepest + ")");
    Rejection deeper =
        assertThrows(Rejection.class, () -> world.compile("or=(and(" + deepest + "))"));
    assertEquals("query_too_large", deeper.name());
    String most = "id.eq.1,".repeat(QueryLimits.MAX_TERMS - 1) + "id.eq.1";
    world.compile("or=(" + most + ")");
    assertThrows(Rejection.class, () -> world.compile("or=(" + most + ",id.eq.1)"));
    String longest = "1,".repeat(QueryLimits.MAX_LIST - 1) + "1";
    world.compile("id=in.(" + longest + ")");
    assertThrows(Rejection.class, () -> world.compile("id=in.(" + longest + ",1)"));
    String pattern = "a".repeat(QueryLimits.MAX_PATTERN);
    world.compile("name=like." + pattern);
    assertThrows(Rejection.class, () -> world.compile("name=like." + pattern + "a"));
  }

  @Test
  void shouldPrintTheTextThatReadsBack() {
    List<QueryTerm> terms =
        List.of(new QueryTerm("name", "eq.a&b=c%d+e é"), new QueryTerm("or", "(id.eq.1)"));
    assertEquals(terms, QueryText.parse(QueryText.print(terms)));
    assertEquals(List.of(), QueryText.parse("&&"));
  }

  @Test
  void shouldFindByACompositeKey() {
    TableDefinition pairs =
        TableBuilder.table("pairs")
            .field("a", "i16")
            .field("id", "u64")
            .field("b", "string(6)")
            .key("b", "a");
    try (QueryWorld other = new QueryWorld(pairs)) {
      other.insert(
          "{\"a\":-1,\"b\":\"x\",\"id\":1}",
          "{\"a\":-1,\"b\":\"y\",\"id\":2}",
          "{\"a\":2,\"b\":\"x\",\"id\":3}");
      assertEquals(List.of(1L, 3L, 2L), other.ids(""));
      assertEquals(List.of(3L), other.ids("a=eq.2&b=eq.x"));
      assertEquals(1, other.runner().scanned());
      assertEquals(List.of(1L, 2L), other.ids("a=eq.-1"));
      assertEquals(3, other.runner().scanned());
    }
  }

  private static RunLimits limits(int rows, int window, long work) {
    return new RunLimits(rows, window, work, true);
  }

  /** Ordinary conditions come with the row; what may take long is charged for each row. */
  @Test
  void shouldCostMoreTheLongerATestMayTake() {
    assertEquals(0, cost(""));
    assertEquals(0, cost("skill=gte.1400&region=eq.eu&id=in.(1,2,3,4,5,6,7,8,9)"));
    assertEquals(1, cost("name=like.A*"));
    String heavy = "name=ilike.*" + "a".repeat(900);
    assertTrue(cost(heavy) > 500, "cost " + cost(heavy));
    assertTrue(cost("not.or=(name.like.*" + "a".repeat(900) + ",id.eq.1)") > 500);
    assertTrue(cost("name=like." + "*a".repeat(450)) < 20);
    String terms = "id.eq.1,".repeat(QueryLimits.MAX_TERMS - 1) + "id.eq.1";
    assertEquals(4, cost("or=(" + terms + ")"));
    assertEquals(5 * (1 + cost(heavy)), cost(world.compile(heavy)));
  }

  private long cost(String filter) {
    return Filter.parse(world.layout(), filter).testCost();
  }
}
