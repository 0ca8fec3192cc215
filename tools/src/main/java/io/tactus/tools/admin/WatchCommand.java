package io.tactus.tools.admin;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.EventReader;
import io.tactus.tools.client.EventReader.Event;
import io.tactus.tools.client.Refusal;
import io.tactus.tools.output.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tactus watch}: changes as they happen, over a connection that is made again when lost. */
@Command(
    name = "watch",
    description = "Shows what changes in a table, as it happens.",
    footer = {
      "",
      "Begins with the present rows. A lost connection is made again, and goes on where it ended.",
      "",
      "Examples:",
      "  tactus watch players",
      "  tactus watch players --filter skill=gte.1400 --filter region=eq.eu --no-initial",
      "  tactus watch players,guilds --old --json",
      "  tactus watch players --since 1:420 --count 10 --json"
    })
public final class WatchCommand extends AdminCommand {

  private static final long RETRY_MS = 1_000;

  /** Reasons after which the same subscription makes sense again. */
  private static final List<String> PASSING =
      List.of("shutting_down", "recovering", "too_slow", "queue_full");

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table, or several: a,b.")
  private String table;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Such as skill=gte.1400; all must hold.")
  private List<String> filters = new ArrayList<>();

  @Option(names = "--select", paramLabel = "FIELDS", description = "Fields, comma-separated.")
  private String select;

  @Option(names = "--since", paramLabel = "ID", description = "Go on after this id, EPOCH:SEQ.")
  private String since = "";

  @Option(names = "--no-initial", description = "Leave out the rows that are there.")
  private boolean withoutRows;

  @Option(names = "--old", description = "Also show rows as they were.")
  private boolean old;

  @Option(names = "--count", paramLabel = "N", description = "End after N events.")
  private long count = Long.MAX_VALUE;

  private String lastId;
  private long shown;

  @Override
  protected int run(ApiClient client) throws InterruptedException {
    lastId = since;
    boolean connected = false;
    while (shown < count) {
      try {
        Stream<String> lines = client.stream(path(), headers());
        connected = true;
        try (lines) {
          read(new EventReader(lines.iterator(), lastId));
        }
      } catch (CommandFailure e) {
        if (!connected || e.exitCode() != ExitCode.UNREACHABLE) {
          throw e;
        }
      } catch (UncheckedIOException e) {
        err().println("the connection is lost: " + e.getCause().getMessage());
      }
      if (shown < count) {
        err().println("connecting again, after " + (lastId.isEmpty() ? "nothing yet" : lastId));
        err().flush();
        Thread.sleep(RETRY_MS);
      }
    }
    return 0;
  }

  private String path() {
    StringBuilder path = new StringBuilder("/changes?table=" + Paths.segment(table));
    filters.forEach(filter -> path.append('&').append(Paths.parameter(filter)));
    if (select != null) {
      path.append('&').append(Paths.parameter("select=" + select));
    }
    path.append(old ? "&old=true" : "").append(withoutRows ? "&initial=false" : "");
    return path.toString();
  }

  private Map<String, String> headers() {
    return lastId.isEmpty()
        ? Map.of("Accept", "text/event-stream")
        : Map.of("Accept", "text/event-stream", "Last-Event-ID", lastId);
  }

  private void read(EventReader events) {
    for (Event event = events.next(); event != null; event = events.next()) {
      lastId = events.lastId();
      if (event.type().equals("error")) {
        ended(Json.object(Json.parse(event.data())));
        return;
      }
      show(event);
      out().flush();
      if (++shown == count) {
        return;
      }
    }
    lastId = events.lastId();
  }

  private void ended(Map<String, Object> problem) {
    String type = String.valueOf(problem.get("type"));
    if (!PASSING.contains(type.substring(type.lastIndexOf('/') + 1))) {
      throw new CommandFailure(ExitCode.NO, Refusal.describe(problem, 0));
    }
    err().println(problem.get("detail"));
  }

  private void show(Event event) {
    if (json()) {
      print(
          "{\"event\":\""
              + event.type()
              + "\",\"id\":\""
              + event.id()
              + "\","
              + event.data().substring(1));
      return;
    }
    Map<String, Object> data = Json.object(Json.parse(event.data()));
    switch (event.type()) {
      case "rows" -> {
        print("# " + data.get("table") + " as of " + data.get("sequence"));
        print(RowTable.of(Json.array(data.get("rows"))));
      }
      case "commit" -> Json.array(data.get("changes")).forEach(c -> print(line(data, c)));
      case "schema" -> print(data.get("sequence") + " schema " + Json.print(data.get("table")));
      default -> print(event.type() + " " + event.data());
    }
  }

  private static String line(Map<String, Object> commit, Object element) {
    Map<String, Object> change = Json.object(element);
    StringBuilder line = new StringBuilder();
    line.append(commit.get("sequence")).append(' ').append(change.get("op")).append(' ');
    line.append(change.get("table")).append(' ').append(Json.print(change.get("key")));
    for (String row : List.of("old", "new")) {
      if (change.get(row) != null) {
        line.append(row.equals("old") ? " was " : " ").append(Json.print(change.get(row)));
      }
    }
    return line.toString();
  }
}
