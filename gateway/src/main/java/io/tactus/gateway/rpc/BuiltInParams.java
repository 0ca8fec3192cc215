package io.tactus.gateway.rpc;

import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.json.JsonMembers;
import io.tactus.gateway.json.JsonOffsets;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a built-in method, by name: where the value of each lies. Cold next to the work
 * the call does. Threading: one IO thread.
 */
public final class BuiltInParams {

  private final byte[] document;
  private final String method;
  private final Map<String, Integer> offsets = new HashMap<>();

  /** Reads the parameters of a call; names other than the allowed ones are refused. */
  public BuiltInParams(RpcExchange exchange, RpcCall call, String... allowed) {
    document = exchange.document();
    method = call.name;
    if (call.params < 0) {
      return;
    }
    if (document[call.params] != '{') {
      throw invalid(method + " takes its parameters by name");
    }
    JsonMembers members = new JsonMembers().wrap(document, call.params);
    while (members.next()) {
      String name = members.name();
      if (!java.util.Arrays.asList(allowed).contains(name)) {
        throw invalid(method + " has no parameter " + name);
      }
      offsets.put(name, members.valueOffset());
    }
  }

  /** Returns where the value lies, or -1. */
  int offset(String name) {
    return offsets.getOrDefault(name, -1);
  }

  /** Returns where the value lies; refuses if it is not there. */
  public int required(String name) {
    int offset = offset(name);
    if (offset < 0) {
      throw invalid(method + " needs the parameter " + name);
    }
    return offset;
  }

  /** Returns the string, or null. */
  public String string(String name) {
    int offset = offset(name);
    if (offset < 0) {
      return null;
    }
    if (document[offset] != '"') {
      throw invalid(name + " must be a string");
    }
    return JsonOffsets.string(document, offset);
  }

  /** Returns the string; refuses if it is not there. */
  public String requiredString(String name) {
    required(name);
    return string(name);
  }

  /** Returns the text of a value that is a number or a string, or null. */
  public String text(String name) {
    int offset = offset(name);
    if (offset < 0 || document[offset] == '"') {
      return string(name);
    }
    int end = JsonOffsets.skipValue(document, offset);
    return new String(document, offset, end - offset, java.nio.charset.StandardCharsets.US_ASCII);
  }

  /** Returns a list of strings, or one string as such a list; refuses if it is not there. */
  public List<String> strings(String name) {
    int offset = required(name);
    if (document[offset] != '[') {
      return List.of(string(name));
    }
    List<String> strings = new ArrayList<>();
    JsonElements elements = new JsonElements().wrap(document, offset);
    while (elements.next()) {
      if (document[elements.valueOffset()] != '"') {
        throw invalid(name + " must hold strings");
      }
      strings.add(JsonOffsets.string(document, elements.valueOffset()));
    }
    return strings;
  }

  /** Returns a boolean, with a value for when it is not there. */
  public boolean flag(String name, boolean absent) {
    int offset = offset(name);
    if (offset >= 0 && document[offset] != 't' && document[offset] != 'f') {
      throw invalid(name + " must be true or false");
    }
    return offset < 0 ? absent : document[offset] == 't';
  }

  /** Returns what refuses parameters that do not fit the method. */
  public static RuntimeException invalid(String why) {
    return new InvalidParams(Problem.of(ProblemType.MALFORMED, why));
  }
}
