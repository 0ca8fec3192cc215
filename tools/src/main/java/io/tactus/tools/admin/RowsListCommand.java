package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.output.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tactus rows list}. */
@Command(
    name = "list",
    description = "Lists rows, all or those that pass every filter.",
    footer = {
      "",
      "Filters are PostgREST's: FIELD=OPERATOR.VALUE with eq neq gt gte lt lte in is like ilike match.",
      "",
      "Examples:",
      "  tactus rows list players",
      "  tactus rows list players skill=gte.1400 region=eq.eu --order skill.desc --limit 10",
      "  tactus rows list players 'id=in.(1,2,3)' --select id,name --json",
      "  tactus rows list players --select 'id,name,guild(name)' --limit 5 --json",
      "  tactus rows list players skill=gte.1400 --order skill.desc --limit 10 --explain",
      "  tactus rows list players 'or=(gold.gt.100,name.like.A*)' --count"
    })
final class RowsListCommand extends AdminCommand {

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table.")
  private String table;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILTER",
      description = "Such as skill=gte.1400; all must hold.")
  private List<String> filters = new ArrayList<>();

  @Option(names = "--select", paramLabel = "FIELDS", description = "Fields, comma-separated.")
  private String select;

  @Option(names = "--order", paramLabel = "ORDER", description = "Such as skill.desc,name.")
  private String order;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many rows.")
  private Long limit;

  @Option(names = "--offset", paramLabel = "N", description = "Leave out the first N rows.")
  private Long offset;

  @Option(names = "--count", description = "Also count all rows that pass the filters.")
  private boolean count;

  @Option(names = "--explain", description = "Show how the rows would be found, not the rows.")
  private boolean explain;

  @Override
  protected int run(ApiClient client) {
    List<String> query = new ArrayList<>();
    filters.forEach(filter -> query.add(Paths.parameter(filter)));
    add(query, "select", select);
    add(query, "order", order);
    add(query, "limit", limit);
    add(query, "offset", offset);
    String path = RowsCommand.path(table) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    if (explain) {
      String format = json() ? "json" : "text";
      Map<String, String> accept = Map.of("Accept", "application/vnd.pgrst.plan+" + format);
      print(send(client, "GET", path, accept, "").body().stripTrailing());
      return 0;
    }
    Map<String, String> headers = count ? Map.of("Prefer", "count=exact") : Map.of();
    ApiResponse response = send(client, "GET", path, headers, "");
    show(
        response,
        rows -> {
          print(RowTable.of(Json.array(rows)));
          if (count) {
            response.header("Content-Range").ifPresent(range -> print("range " + range));
          }
        });
    return 0;
  }

  private static void add(List<String> query, String name, Object value) {
    if (value != null) {
      query.add(Paths.parameter(name + "=" + value));
    }
  }
}
