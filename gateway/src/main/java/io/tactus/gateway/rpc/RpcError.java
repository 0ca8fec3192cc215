package io.tactus.gateway.rpc;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemJson;
import io.tactus.gateway.problem.ProblemType;

/**
 * An error of JSON-RPC 2.0.
 *
 * @param code as the specification and the contract have it
 * @param message one sentence
 * @param data the problem document REST would answer with, or null
 */
public record RpcError(int code, String message, Problem data) {

  static final RpcError PARSE_ERROR = new RpcError(-32700, "Parse error", null);
  static final RpcError INVALID_REQUEST = new RpcError(-32600, "Invalid Request", null);
  static final RpcError METHOD_NOT_FOUND = new RpcError(-32601, "Method not found", null);
  static final RpcError INTERNAL = new RpcError(-32603, "Internal error", null);

  private static final int INVALID_PARAMS_CODE = -32602;
  private static final int REFUSED_CODE = -32000;
  private static final int QUEUE_FULL_CODE = -32003;

  /** Returns the error for parameters that do not fit the method. */
  static RpcError invalidParams(Problem problem) {
    return new RpcError(INVALID_PARAMS_CODE, "Invalid params: " + problem.detail(), problem);
  }

  /** Returns the error for a call that was refused. */
  static RpcError of(Problem problem) {
    String name = problem.name();
    if (name.equals(ProblemType.QUEUE_FULL.typeName())) {
      return new RpcError(QUEUE_FULL_CODE, problem.detail(), problem);
    }
    boolean malformed =
        name.equals(ProblemType.MALFORMED.typeName()) || name.equals("duplicate_name");
    return malformed
        ? invalidParams(problem)
        : new RpcError(REFUSED_CODE, problem.detail(), problem);
  }

  /** Appends the error object. */
  void write(JsonWriter out) {
    out.writeAscii("{\"code\":");
    NumberConverter.serialize(code, out);
    out.writeAscii(",\"message\":");
    out.writeString(message);
    if (data != null) {
      out.writeAscii(",\"data\":");
      ProblemJson.write(out, data);
    }
    out.writeByte((byte) '}');
  }
}
