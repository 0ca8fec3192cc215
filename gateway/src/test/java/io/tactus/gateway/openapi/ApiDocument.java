package io.tactus.gateway.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.tactus.gateway.TestServer.Reply;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * An OpenAPI 3.1 document as a stranger reads it: knows nothing of the server but what stands
 * there, and says where a request or a reply is not as the document has it.
 */
final class ApiDocument {

  private static final String HERE = "https://document.test/openapi";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Headers of HTTP itself, which no document lists. */
  private static final Set<String> PLAIN =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "date",
          "transfer-encoding",
          "vary",
          "cache-control",
          "x-accel-buffering", // for proxies
          "x-request-id", // on every reply
          "allow");

  /**
   * An operation.
   *
   * @param pointer where it stands in the document
   */
  record Operation(String id, String method, String path, String pointer, JsonNode json) {

    boolean takesBody() {
      return json.has("requestBody");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private final JsonNode root;
  private final SchemaRegistry schemas;
  private final List<Operation> operations = new ArrayList<>();

  private ApiDocument(String json) {
    root = MAPPER.readTree(json);
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(HERE, json)).schemaRegistryConfig(config));
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        operations.add(
            new Operation(
                method.getValue().path("operationId").asString(),
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                "/paths/" + escape(path.getKey()) + "/" + method.getKey(),
                method.getValue()));
      }
    }
  }

  static ApiDocument parse(String json) {
    return new ApiDocument(json);
  }

  JsonNode json() {
    return root;
  }

  List<Operation> operations() {
    return operations;
  }

  /** Returns the operation a request goes to, literal paths before those with parameters. */
  Operation find(String method, String path) {
    Operation found = null;
    for (Operation operation : operations) {
      String pattern =
          "\\Q" + operation.path().replaceAll("\\{[A-Za-z]+}", "\\\\E[^/]+\\\\Q") + "\\E";
      boolean matches = operation.method().equals(method) && Pattern.matches(pattern, path);
      if (matches && (found == null || found.path().contains("{"))) {
        found = operation;
      }
    }
    return found;
  }

  /** Returns what is wrong with a request that the server takes; empty if nothing is. */
  List<String> requestFaults(Operation operation, String query, String body) {
    List<String> faults = new ArrayList<>();
    for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      String name = URLDecoder.decode(part.substring(0, part.indexOf('=')), StandardCharsets.UTF_8);
      if (!takes(operation, name)) {
        faults.add("undocumented parameter " + name);
      }
    }
    if (body != null && !operation.takesBody()) {
      faults.add("undocumented body");
    } else if (body != null) {
      String at = operation.pointer() + "/requestBody/content/application~1json/schema";
      faults.addAll(validate(at, MAPPER.readTree(body), "request"));
    }
    return faults;
  }

  private boolean takes(Operation operation, String name) {
    for (JsonNode parameter : operation.json().path("parameters")) {
      if (resolve(parameter).path("name").asString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns what of a reply is not as documented; empty if all is. */
  List<String> replyFaults(Operation operation, Reply reply) {
    return replyFaults(operation, reply.status(), reply.response().headers(), reply.body());
  }

  /** As {@link #replyFaults(Operation, Reply)}, of a reply in parts. */
  List<String> replyFaults(Operation operation, int status, HttpHeaders sent, String body) {
    String at = operation.pointer() + "/responses/" + status;
    JsonNode described = root.at(at);
    if (described.isMissingNode()) {
      return List.of("undocumented status " + status + ": " + body);
    }
    if (described.has("$ref")) {
      at = described.path("$ref").asString().substring(1);
      described = root.at(at);
    }
    List<String> faults = new ArrayList<>();
    headers(described, sent, faults);
    JsonNode content = described.path("content");
    if (body.isEmpty()) {
      return faults;
    }
    String type = sent.firstValue("Content-Type").orElse("none");
    String bare = type.split(";", -1)[0];
    if (!content.has(bare)) {
      faults.add("undocumented media type " + type);
    } else if (bare.endsWith("json")) {
      String schema = at + "/content/" + escape(bare) + "/schema";
      faults.addAll(validate(schema, MAPPER.readTree(body), "reply"));
    }
    return faults;
  }

  private void headers(JsonNode described, HttpHeaders sent, List<String> faults) {
    sent.map()
        .forEach(
            (name, values) -> {
              if (!PLAIN.contains(name.toLowerCase(Locale.ROOT))) {
                header(described.path("headers"), name, values.get(0), faults);
              }
            });
  }

  private void header(JsonNode headers, String name, String value, List<String> faults) {
    for (Map.Entry<String, JsonNode> header : headers.properties()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        String type = resolve(header.getValue()).path("schema").path("type").asString();
        if (type.equals("integer") && !value.matches("[0-9]+")) {
          faults.add("header " + name + " is no number: " + value);
        }
        return;
      }
    }
    faults.add("undocumented header " + name + ": " + value);
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? root.at(node.path("$ref").asString().substring(1)) : node;
  }

  /** Validates against a schema of the document. */
  List<String> validate(String pointer, JsonNode instance, String what) {
    Schema schema = schemas.getSchema(SchemaLocation.of(HERE + "#" + pointer));
    List<String> faults = new ArrayList<>();
    for (Error error : schema.validate(instance)) {
      faults.add(what + " " + error.getInstanceLocation() + " " + error.getMessage());
    }
    return faults;
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
