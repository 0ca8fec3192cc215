package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.output.Json;
import io.tactus.tools.output.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tactus schema …}. */
@Command(
    name = "schema",
    description = "Lists, shows, creates, changes and drops tables.",
    subcommands = {
      SchemaCommand.ListTables.class,
      SchemaCommand.Show.class,
      SchemaCommand.Create.class,
      SchemaCommand.Drop.class,
      SchemaApplyCommand.class,
      SchemaExportCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  tactus schema list",
      "  tactus schema show players",
      "  tactus schema create players.json",
      "  tactus schema drop players",
      "  tactus schema export > schema.json",
      "  tactus schema apply schema.json --dry-run"
    })
public final class SchemaCommand {

  private static final String TABLES = "/schema/v1/tables";

  private static String columns(Object fields) {
    List<String> names = new ArrayList<>();
    for (Object field : Json.array(fields)) {
      names.add(Json.cell(Json.object(field).get("name")));
    }
    return String.join(" ", names);
  }

  /** {@code tactus schema list}. */
  @Command(
      name = "list",
      description = "Lists the tables.",
      footer = {"", "Example:", "  tactus schema list"})
  static final class ListTables extends AdminCommand {
    @Override
    protected int run(ApiClient client) {
      show(get(client, TABLES), this::print);
      return 0;
    }

    private void print(Object document) {
      TextTable table = new TextTable(List.of("table", "primary key", "fields"));
      for (Object entry : tables(document)) {
        Map<String, Object> definition = Json.object(entry);
        table.add(
            List.of(
                Json.cell(definition.get("name")),
                SchemaText.names(definition.get("primaryKey")),
                columns(definition.get("fields"))));
      }
      out().print(table.render());
    }

    private static List<Object> tables(Object document) {
      return Json.array(
          document instanceof List<?> ? document : Json.object(document).get("tables"));
    }
  }

  /** {@code tactus schema show}. */
  @Command(
      name = "show",
      description = "Shows one table, or the whole schema.",
      footer = {
        "",
        "Examples:",
        "  tactus schema show players",
        "  tactus schema show players --json    as a document that schema create takes"
      })
  static final class Show extends AdminCommand {

    @Parameters(paramLabel = "TABLE", arity = "0..1", description = "Without it: the whole schema.")
    private String table;

    @Override
    protected int run(ApiClient client) {
      String path = table == null ? "/schema/v1" : TABLES + "/" + Paths.segment(table);
      show(get(client, path), document -> print(SchemaText.of(Json.object(document))));
      return 0;
    }
  }

  /** {@code tactus schema create}. */
  @Command(
      name = "create",
      description = "Creates tables from JSON documents.",
      footer = {
        "",
        "A document is one table or an array of tables, created one after another.",
        "",
        "Examples:",
        "  tactus schema create players.json guilds.json",
        "  tactus schema create - < tables.json",
        "  tactus schema create '{\"name\":\"players\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\","
            + "\"generated\":true},{\"name\":\"gold\",\"type\":\"i64\",\"default\":0,\"min\":0}],"
            + "\"primaryKey\":[\"id\"]}'"
      })
  static final class Create extends AdminCommand {

    @Parameters(
        paramLabel = "TABLE.json",
        arity = "1..*",
        description = "Files, - for standard input, or JSON itself.")
    private List<String> documents;

    @Override
    protected int run(ApiClient client) {
      for (String argument : documents) {
        String text = JsonInput.literalOrFile(argument);
        if (Json.parse(text) instanceof List<?> tables) {
          tables.forEach(table -> create(client, Json.print(table)));
        } else {
          create(client, text);
        }
      }
      return 0;
    }

    private void create(ApiClient client, String table) {
      ApiResponse response = send(client, "POST", TABLES, Map.of(), table);
      Object name = Json.object(Json.parse(table)).get("name");
      show(response, document -> print("created " + Json.cell(name)));
    }
  }

  /** {@code tactus schema drop}. */
  @Command(
      name = "drop",
      description = "Drops tables with all their rows.",
      footer = {"", "Example:", "  tactus schema drop players"})
  static final class Drop extends AdminCommand {

    @Parameters(paramLabel = "TABLE", arity = "1..*", description = "Tables to drop.")
    private List<String> tables;

    @Override
    protected int run(ApiClient client) {
      for (String table : tables) {
        ApiResponse response =
            send(client, "DELETE", TABLES + "/" + Paths.segment(table), Map.of(), "");
        show(response, document -> print("dropped " + table));
      }
      return 0;
    }
  }
}
