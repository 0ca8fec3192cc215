package io.tactus.gateway.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.gateway.TestServer;
import io.tactus.pipeline.procedure.Arguments;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.Results;

/** Tables with fields of every type, keys of both kinds, and procedures of every kind. */
final class RichSchema {

  static final String VEC3 =
      """
      {"name":"Vec3","fields":[{"name":"x","type":"f32"},{"name":"y","type":"f32"},\
      {"name":"z","type":"f32","min":0,"max":100}]}""";

  static final String REGION = "{\"name\":\"Region\",\"enum\":[\"eu\",\"us\"]}";

  static final String BODY =
      """
      {"name":"Body","fields":[{"name":"at","type":"Vec3"},{"name":"home","type":"Region"},\
      {"name":"marks","type":"u8[2]"}]}""";

  static final String GUILDS =
      """
      {"name":"guilds","fields":[{"name":"id","type":"u64","generated":true},\
      {"name":"name","type":"string(16)"}],"primaryKey":["id"],\
      "indexes":[{"name":"by_name","fields":["name"],"unique":true}]}""";

  static final String MEMBERS =
      """
      {"name":"members","fields":[{"name":"guild","type":"ref(guilds)","onDelete":"cascade"},\
      {"name":"nick","type":"string(8)"},{"name":"rank","type":"u8","default":1,"max":9}],\
      "primaryKey":["guild","nick"]}""";

  static final String HEROES =
      """
      {"name":"heroes","fields":[
        {"name":"id","type":"uuid"},
        {"name":"bool","type":"bool","default":true},
        {"name":"i8","type":"i8","default":-5},
        {"name":"i16","type":"i16","nullable":true},
        {"name":"i32","type":"i32","default":0,"min":-10,"max":10},
        {"name":"i64","type":"i64","default":0},
        {"name":"u8","type":"u8","default":0},
        {"name":"u16","type":"u16","default":0},
        {"name":"u32","type":"u32","default":0},
        {"name":"u64","type":"u64","default":18446744073709551615},
        {"name":"f32","type":"f32","default":0.5},
        {"name":"f64","type":"f64","nullable":true,"min":0},
        {"name":"seen","type":"timestamp","default":"2026-01-01T00:00:00Z"},
        {"name":"rest","type":"duration","default":"PT1H","min":"PT0S"},
        {"name":"name","type":"string(8)"},
        {"name":"story","type":"text","nullable":true},
        {"name":"icon","type":"bytes","nullable":true},
        {"name":"extra","type":"json","nullable":true},
        {"name":"region","type":"Region","default":"eu"},
        {"name":"other","type":"Region","nullable":true},
        {"name":"position","type":"Vec3","nullable":true},
        {"name":"body","type":"Body","nullable":true},
        {"name":"stats","type":"i16[3]","default":[1,2,3]},
        {"name":"path","type":"Vec3[2]","nullable":true},
        {"name":"guild","type":"ref(guilds)","nullable":true,"onDelete":"setNull"},
        {"name":"member","type":"ref(members)","nullable":true,"onDelete":"setNull"},
        {"name":"friend","type":"ref(heroes)","nullable":true}],
       "primaryKey":["id"],
       "indexes":[{"name":"by_name","fields":["name"],"unique":true},
         {"name":"by_region","fields":["region","i32"],"kind":"ordered"},
         {"name":"near","fields":["position"],"kind":"grid","cell":16}]}""";

  /** A key of every hero's with a digit to fill in. */
  static final String HERO_ID = "00000000-0000-4000-8000-00000000000";

  /** Has procedures with every type of parameter and every shape of result. */
  static final class Procedures implements Plugin {

    @Override
    public String name() {
      return "rich";
    }

    @Override
    public void register(Registry registry) {
      ProcedureDefinition.Builder echo =
          ProcedureDefinition.named("rich.echo").readOnly().describedAs("Gives back what it gets.");
      String[] types = {
        "bool",
        "i8",
        "i16",
        "i32",
        "i64",
        "u8",
        "u16",
        "u32",
        "u64",
        "f32",
        "f64",
        "timestamp",
        "duration",
        "uuid",
        "string(8)",
        "json"
      };
      for (String type : types) {
        String name = "a_" + type.replaceAll("\\(.*", "");
        echo.optionalParameter(name, type).optionalResult(name, type);
      }
      registry.procedure(
          echo.build(),
          (context, arguments, results) -> {
            for (int i = 0; i < types.length; i++) {
              if (arguments.isPresent(i)) {
                copy(types[i], i, arguments, results);
              }
            }
          });
      registry.procedure(
          ProcedureDefinition.named("rich.sum")
              .parameter("a", "i64")
              .parameter("b", "i64")
              .result("result", "i64")
              .build(),
          (context, arguments, results) ->
              results.setLong(0, arguments.getLong(0) + arguments.getLong(1)));
      registry.procedure(
          ProcedureDefinition.named("rich.nothing").build(), (context, arguments, results) -> {});
      registry.procedure(
          ProcedureDefinition.named("rich.refuse").parameter("why", "string(32)").build(),
          (context, arguments, results) -> {
            if (!arguments.getString(0).isEmpty()) {
              throw context.reject(arguments.getString(0), "it was asked to");
            }
          });
    }
  }

  private RichSchema() {}

  private static void copy(String type, int index, Arguments arguments, Results results) {
    switch (type) {
      case "f32", "f64" -> results.setDouble(index, arguments.getDouble(index));
      case "uuid", "string(8)", "json" -> results.setString(index, arguments.getString(index));
      default -> results.setLong(index, arguments.getLong(index));
    }
  }

  /** Declares everything and inserts a few rows; headers go with every request. */
  static void declare(TestServer server, String... headers) {
    for (String type : new String[] {VEC3, REGION, BODY}) {
      assertEquals(201, server.post("/schema/v1/types", type, headers).status());
    }
    for (String table : new String[] {GUILDS, MEMBERS, HEROES}) {
      TestServer.Reply created = server.post("/schema/v1/tables", table, headers);
      assertEquals(201, created.status(), created.body());
    }
  }
}
