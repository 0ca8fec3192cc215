package io.tactus.gateway.feed;

import io.tactus.storage.json.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads a stream of events as the living HTML standard says an EventSource does: lines, fields,
 * dispatch on an empty line, an id that stays until another comes. Knows nothing of the server.
 */
public final class EventClient implements AutoCloseable {

  /** One event as it was dispatched. */
  public record Event(String type, String id, String data) {

    public JsonNode json() {
      byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
      return JsonNode.parse(bytes, 0, bytes.length);
    }

    long sequence() {
      return Long.parseLong(json().member("sequence").text());
    }
  }

  private static final Event END = new Event("END", "", "");

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private final Thread reader;
  private volatile String lastId = "";

  private EventClient(HttpResponse<InputStream> response) {
    this.response = response;
    this.reader = Thread.ofPlatform().daemon().name("event-client").start(this::read);
  }

  public static EventClient open(
      HttpClient http, InetSocketAddress address, String query, String lastId) {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + "/changes?" + query);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    try {
      return new EventClient(http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      StringBuilder data = new StringBuilder();
      String type = "";
      String id = lastId;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          lastId = id;
          if (!data.isEmpty()) {
            data.setLength(data.length() - 1);
            events.add(new Event(type.isEmpty() ? "message" : type, id, data.toString()));
          }
          data.setLength(0);
          type = "";
          continue;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
          case "" -> comments.add(value);
          case "event" -> type = value;
          case "data" -> data.append(value).append('\n');
          case "id" -> id = value;
          default -> {}
        }
      }
    } catch (IOException e) {
      comments.add("lost: " + e);
    }
    events.add(END);
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /** The id a client would reconnect with. */
  String lastId() {
    return lastId;
  }

  List<String> comments() {
    return comments;
  }

  /** Returns the next event; fails if none comes in ten seconds. */
  public Event next() {
    Event event = poll(10_000);
    if (event == null) {
      throw new AssertionError("no event within ten seconds; comments " + comments);
    }
    return event;
  }

  public Event next(String type) {
    Event event = next();
    if (!event.type().equals(type)) {
      throw new AssertionError("not " + type + " but " + event);
    }
    return event;
  }

  /** Returns the next event, or null if none comes in time. */
  Event poll(long timeoutMs) {
    try {
      return events.poll(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether this is what stands behind the last event of a stream that has ended. */
  static boolean isEnd(Event event) {
    return event.type().equals(END.type());
  }

  @Override
  public void close() {
    try {
      response.body().close();
      reader.join();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
