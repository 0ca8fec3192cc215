package io.tactus.gateway.refusal;

import static io.tactus.gateway.refusal.BadInput.declared;
import static io.tactus.gateway.refusal.BadInput.index;
import static io.tactus.gateway.refusal.BadInput.request;
import static io.tactus.gateway.refusal.BadInput.table;
import static io.tactus.gateway.refusal.BadInput.type;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The list. What is there beforehand is in {@link #SETUP}. */
final class BadInputs {
  /** Types and tables in the order in which they are made, and one row of each. */
  static final List<String[]> SETUP =
      List.of(
          new String[] {
            "/schema/v1/types",
            """
            {"name":"Vec3","fields":[{"name":"x","type":"f32"},{"name":"y","type":"f32"},
              {"name":"z","type":"f32"}]}"""
          },
          new String[] {"/schema/v1/types", "{\"name\":\"Region\",\"enum\":[\"eu\",\"us\"]}"},
          new String[] {
            "/schema/v1/tables",
            """
            {"name":"guilds","fields":[{"name":"id","type":"u64"}],"primaryKey":["id"]}"""
          },
          new String[] {
            "/schema/v1/tables",
            """
            {"name":"heroes","fields":[
              {"name":"id","type":"u64"},
              {"name":"name","type":"string(8)"},
              {"name":"gold","type":"i64","default":5,"min":0,"max":100},
              {"name":"level","type":"u8","default":1},
              {"name":"mana","type":"f32","default":1},
              {"name":"big","type":"u64","default":0},
              {"name":"region","type":"Region","default":"eu"},
              {"name":"position","type":"Vec3","nullable":true},
              {"name":"stats","type":"i16[3]","nullable":true},
              {"name":"guild","type":"ref(guilds)","nullable":true},
              {"name":"seen","type":"timestamp","nullable":true},
              {"name":"token","type":"uuid","nullable":true},
              {"name":"story","type":"text","nullable":true},
              {"name":"icon","type":"bytes","nullable":true},
              {"name":"extra","type":"json","nullable":true}],
             "primaryKey":["id"],
             "indexes":[{"name":"by_name","fields":["name"],"unique":true}]}"""
          },
          new String[] {"/rest/v1/guilds", "{\"id\":1}"},
          new String[] {"/rest/v1/heroes", "{\"id\":1,\"name\":\"Ann\",\"guild\":1}"},
          new String[] {"/rest/v1/heroes", "{\"id\":2,\"name\":\"Bob\"}"});

  private BadInputs() {}

  static Stream<BadInput> all() {
    return Stream.of(types(), tables(), indexes(), BadRows.rows(), BadRows.updates(), changes())
        .flatMap(List::stream);
  }

  private static List<BadInput> types() {
    return List.of(
        type("unknown type", "u65", "wrong", "u65"),
        type("unknown declared type", "Vec4", "wrong", "Vec4"),
        type("reference to nothing", "ref(nowhere)", "wrong", "nowhere"),
        type("string of no length", "string(0)", "wrong", "string(0)"),
        type("string of length text", "string(x)", "wrong"),
        type("string that is too long", "string(65536)", "wrong"),
        type("array of length 0", "f32[0]", "wrong", "0"),
        type("array that is too long", "f32[1025]", "wrong"),
        type("array of text", "text[3]", "wrong", "text"),
        type("array of negative length", "f32[-1]", "wrong"),
        declared(
            "composite that holds itself",
            "{\"name\":\"Loop\",\"fields\":[{\"name\":\"again\",\"type\":\"Loop\"}]}",
            "Loop"),
        declared(
            "composite that holds itself in an array",
            "{\"name\":\"Loop\",\"fields\":[{\"name\":\"again\",\"type\":\"Loop[2]\"}]}",
            "Loop"),
        declared("composite of nothing", "{\"name\":\"None\",\"fields\":[]}", "fields"),
        declared(
            "composite with a member twice",
            "{\"name\":\"Two\",\"fields\":[{\"name\":\"x\",\"type\":\"f32\"},"
                + "{\"name\":\"x\",\"type\":\"f32\"}]}",
            "fields[1].name",
            "x"),
        declared(
            "composite with text inside",
            "{\"name\":\"Note\",\"fields\":[{\"name\":\"words\",\"type\":\"text\"}]}",
            "fields[0].type",
            "text"),
        declared(
            "composite of an unknown type",
            "{\"name\":\"Odd\",\"fields\":[{\"name\":\"x\",\"type\":\"Vec9\"}]}",
            "fields[0].type",
            "Vec9"),
        declared("enum of nothing", "{\"name\":\"None\",\"enum\":[]}", "enum"),
        declared(
            "enum with a name twice",
            "{\"name\":\"Two\",\"enum\":[\"a\",\"b\",\"a\"]}",
            "enum[2]",
            "a"),
        declared(
            "enum of too many names",
            "{\"name\":\"Many\",\"enum\":["
                + IntStream.rangeClosed(0, 4096)
                    .mapToObj(i -> "\"n" + i + "\"")
                    .collect(Collectors.joining(","))
                + "]}",
            "enum",
            "4096"),
        new BadInput(
            "duplicate type",
            "POST",
            "/schema/v1/types",
            "{\"name\":\"Region\",\"enum\":[\"asia\"]}",
            409,
            List.of("Region")),
        request(
            "cycle of composite types",
            422,
            "PUT",
            "/schema/v1?allowLoss=true",
            """
            {"types":[{"name":"A","fields":[{"name":"b","type":"B"}]},
                      {"name":"B","fields":[{"name":"c","type":"C[2]"}]},
                      {"name":"C","fields":[{"name":"a","type":"A"}]}],"tables":[]}""",
            "A",
            "B",
            "C"),
        request(
            "types nested too deeply",
            422,
            "PUT",
            "/schema/v1?allowLoss=true",
            "{\"types\":[{\"name\":\"T0\",\"fields\":[{\"name\":\"x\",\"type\":\"f32\"}]},"
                + IntStream.rangeClosed(1, 9)
                    .mapToObj(
                        i ->
                            "{\"name\":\"T"
                                + i
                                + "\",\"fields\":[{\"name\":\"x\",\"type\":\"T"
                                + (i - 1)
                                + "\"}]}")
                    .collect(Collectors.joining(","))
                + "],\"tables\":[{\"name\":\"deep\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"},"
                + "{\"name\":\"x\",\"type\":\"T9\"}],\"primaryKey\":[\"id\"]}]}",
            "8"));
  }

  private static String many(int count, String type) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"name\":\"f" + i + "\",\"type\":\"" + type + "\"}")
        .collect(Collectors.joining(","));
  }

  private static List<BadInput> tables() {
    return List.of(
        request(
            "duplicate table",
            409,
            "POST",
            "/schema/v1/tables",
            "{\"name\":\"guilds\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"}],"
                + "\"primaryKey\":[\"id\"]}",
            "guilds"),
        table("duplicate field", "{\"name\":\"id\",\"type\":\"u8\"}", "", "id"),
        table("name of no letters", "{\"name\":\"\",\"type\":\"u8\"}", "", "bad"),
        table("name with a space", "{\"name\":\"a b\",\"type\":\"u8\"}", "", "a b"),
        table("name with a dot", "{\"name\":\"a.b\",\"type\":\"u8\"}", "", "a.b"),
        table(
            "name that is too long",
            "{\"name\":\"" + "n".repeat(64) + "\",\"type\":\"u8\"}",
            "",
            "62"),
        table("too many fields", many(256, "bool"), "", "256"),
        table("too many leaves", many(2, "bool[600]"), "", "1024"),
        table("too wide a row", many(17, "string(900)"), "", "bad", "bytes"),
        table(
            "default above the bounds",
            "{\"name\":\"g\",\"type\":\"i32\",\"default\":11,\"min\":0,\"max\":10}",
            "",
            "g"),
        table(
            "default of another type",
            "{\"name\":\"g\",\"type\":\"i32\",\"default\":\"ten\"}",
            "",
            "g"),
        table(
            "default beyond the type", "{\"name\":\"g\",\"type\":\"u8\",\"default\":256}", "", "g"),
        table(
            "default that the enum does not have",
            "{\"name\":\"g\",\"type\":\"Region\",\"default\":\"mars\"}",
            "",
            "g",
            "Region"),
        table(
            "bounds the wrong way",
            "{\"name\":\"g\",\"type\":\"i32\",\"min\":2,\"max\":1}",
            "",
            "g"),
        table("bounds of a string", "{\"name\":\"g\",\"type\":\"string(4)\",\"min\":2}", "", "g"),
        request(
            "key that may be null",
            422,
            "POST",
            "/schema/v1/tables",
            "{\"name\":\"bad\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"nullable\":true}],"
                + "\"primaryKey\":[\"id\"]}",
            "id"),
        request(
            "key of an unknown field",
            422,
            "POST",
            "/schema/v1/tables",
            "{\"name\":\"bad\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"}],"
                + "\"primaryKey\":[\"key\"]}",
            "key"),
        request(
            "no key",
            422,
            "POST",
            "/schema/v1/tables",
            "{\"name\":\"bad\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"}],\"primaryKey\":[]}",
            "bad"),
        request(
            "key of text",
            422,
            "POST",
            "/schema/v1/tables",
            "{\"name\":\"bad\",\"fields\":[{\"name\":\"id\",\"type\":\"text\"}],"
                + "\"primaryKey\":[\"id\"]}",
            "id",
            "string(N)"),
        table(
            "generated text",
            "{\"name\":\"g\",\"type\":\"string(4)\",\"generated\":true}",
            "",
            "g"),
        table(
            "onDelete of what is no reference",
            "{\"name\":\"g\",\"type\":\"u64\",\"onDelete\":\"cascade\"}",
            "",
            "g"),
        table(
            "unknown onDelete",
            "{\"name\":\"g\",\"type\":\"ref(guilds)\",\"onDelete\":\"explode\"}",
            "",
            "g"),
        table(
            "setNull of what cannot be null",
            "{\"name\":\"g\",\"type\":\"ref(guilds)\",\"onDelete\":\"setNull\"}",
            "",
            "g",
            "null"));
  }

  private static List<BadInput> indexes() {
    return List.of(
        index("index on an unknown field", "u8", "{\"name\":\"i\",\"fields\":[\"nope\"]}", "nope"),
        index(
            "index on an unknown member",
            "Vec3",
            "{\"name\":\"i\",\"fields\":[\"value.w\"],\"kind\":\"ordered\"}",
            "value.w"),
        index("index on nothing", "u8", "{\"name\":\"i\",\"fields\":[]}", "i"),
        index(
            "index on text",
            "text",
            "{\"name\":\"i\",\"fields\":[\"value\"]}",
            "value",
            "string(N)"),
        index(
            "index on json",
            "json",
            "{\"name\":\"i\",\"fields\":[\"value\"],\"kind\":\"ordered\"}",
            "value"),
        index(
            "index with a field twice",
            "u8",
            "{\"name\":\"i\",\"fields\":[\"value\",\"value\"]}",
            "value"),
        index(
            "duplicate index",
            "u8",
            "{\"name\":\"i\",\"fields\":[\"value\"]},{\"name\":\"i\",\"fields\":[\"value\"]}",
            "i"),
        index(
            "unknown kind",
            "u8",
            "{\"name\":\"i\",\"fields\":[\"value\"],\"kind\":\"magic\"}",
            "magic"),
        index(
            "grid on a number",
            "f32",
            "{\"name\":\"i\",\"fields\":[\"value\"],\"kind\":\"grid\",\"cell\":1}",
            "indexes[0].fields"),
        index(
            "grid on whole numbers",
            "i32[3]",
            "{\"name\":\"i\",\"fields\":[\"value\"],\"kind\":\"grid\",\"cell\":1}",
            "value"),
        index(
            "grid without cell",
            "Vec3",
            "{\"name\":\"i\",\"fields\":[\"value\"],\"kind\":\"grid\"}",
            "cell"),
        index(
            "grid with an empty cell",
            "Vec3",
            "{\"name\":\"i\",\"fields\":[\"value\"],\"kind\":\"grid\",\"cell\":0}",
            "cell"),
        index(
            "unique grid",
            "Vec3",
            "{\"name\":\"i\",\"fields\":[\"value\"],\"kind\":\"grid\",\"cell\":1,\"unique\":true}",
            "unique"),
        index(
            "cell of a hash index",
            "u8",
            "{\"name\":\"i\",\"fields\":[\"value\"],\"cell\":2}",
            "cell"),
        index(
            "ordered key that is too long",
            "string(900)",
            "{\"name\":\"i\",\"fields\":[\"value\"],\"kind\":\"ordered\"}",
            "bytes"));
  }

  private static List<BadInput> changes() {
    String fields = "/schema/v1/tables/heroes/fields";
    String indexes = "/schema/v1/tables/heroes/indexes";
    return List.of(
        request(
            "type that the default is not of",
            422,
            "PATCH",
            "/schema/v1/tables/heroes/fields/gold",
            "{\"type\":\"text\"}",
            "heroes",
            "gold",
            "default"),
        request(
            "type that values cannot become",
            422,
            "PATCH",
            "/schema/v1/tables/heroes/fields/story",
            "{\"type\":\"json\"}",
            "heroes",
            "story",
            "json"),
        request(
            "drop what is referred to", 409, "DELETE", "/schema/v1/tables/guilds", null, "heroes"),
        request("drop a type in use", 409, "DELETE", "/schema/v1/types/Vec3", null, "heroes"),
        request(
            "rename to a name that is taken",
            409,
            "PATCH",
            "/schema/v1/tables/heroes",
            "{\"name\":\"guilds\"}",
            "guilds"),
        request(
            "a field that is there",
            409,
            "POST",
            fields,
            "{\"name\":\"gold\",\"type\":\"u8\"}",
            "gold"),
        request(
            "a required field for rows that lack it",
            422,
            "POST",
            fields,
            "{\"name\":\"rank\",\"type\":\"u8\"}",
            "rank"),
        request(
            "a type that values do not fit",
            422,
            "PATCH",
            fields + "/name",
            "{\"type\":\"string(2)\"}",
            "name",
            "1"),
        request(
            "bounds that values break", 422, "PATCH", fields + "/gold", "{\"min\":6}", "gold", "1"),
        request(
            "not null where there are nulls",
            422,
            "PATCH",
            fields + "/guild",
            "{\"nullable\":false}",
            "guild",
            "2"),
        request("drop a field of the key", 409, "DELETE", fields + "/id", null, "id"),
        request("drop a field of an index", 409, "DELETE", fields + "/name", null, "by_name"),
        request("drop an unknown field", 404, "DELETE", fields + "/nope", null, "nope"),
        request("drop an unknown index", 404, "DELETE", indexes + "/nope", null, "nope"),
        request(
            "unique over equal values",
            409,
            "POST",
            indexes,
            "{\"name\":\"u\",\"fields\":[\"gold\"],\"unique\":true}",
            "gold"),
        request(
            "loss that is not allowed", 409, "PUT", "/schema/v1", "{\"tables\":[]}", "allowLoss"));
  }
}
