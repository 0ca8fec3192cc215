package io.tactus.gateway.rpc;

import io.tactus.gateway.json.JsonMembers;
import io.tactus.gateway.json.JsonOffsets;
import io.tactus.pipeline.command.RequestKey;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.Rejection;
import io.tactus.storage.catalog.Catalog;
import java.util.List;

/**
 * One call of a JSON-RPC document: where its parts lie, and how far it has come. Threading: one IO
 * thread.
 */
public final class RpcCall {

  /** Position in the batch; 0 for a single call. */
  final int element;

  int idFrom = -1;
  int idTo;
  String name;
  int params = -1;
  boolean valid;

  /** Why it is refused whatever it says, or null. */
  RpcError refusal;

  /** What runs it; set once the name is looked up. */
  RpcMethod method;

  /** The procedure, if it calls one. */
  ProcedureDefinition procedure;

  /** The procedures called inside of {@code db.batch}. */
  List<ProcedureDefinition> nested = List.of();

  /** Whether it asks only what it would do. */
  boolean dryRun;

  /** The catalog a write was encoded against. */
  Catalog catalog;

  /** The idempotency key among its members, or null. */
  String keyText;

  /** What makes a write be done only once, or null. */
  RequestKey key;

  /** Whether that is a key of its own, and not one of its document. */
  boolean hasOwnKey;

  /** Whether its result is that of an earlier call with the same key. */
  boolean replayed;

  /** How often it was encoded: anew after {@code schema_changed}. */
  int encodings;

  RpcCall(int element) {
    this.element = element;
  }

  /** Reads the value at the offset; afterwards {@link #valid} says whether it is a request. */
  void read(byte[] document, int offset) {
    try {
      valid = document[offset] == '{' && isRequest(document, offset);
    } catch (Rejection repeatedName) {
      valid = false; // which of the two is meant nobody knows, not even of the id
      idFrom = -1;
    }
  }

  private boolean isRequest(byte[] document, int offset) {
    boolean version = false;
    boolean fits = true;
    JsonMembers members = new JsonMembers().wrap(document, offset);
    while (members.next()) {
      int value = members.valueOffset();
      switch (members.name()) {
        case "jsonrpc" ->
            version = document[value] == '"' && JsonOffsets.string(document, value).equals("2.0");
        case "method" -> {
          fits &= document[value] == '"';
          name = document[value] == '"' ? JsonOffsets.string(document, value) : null;
        }
        case "params" -> {
          fits &= document[value] == '{' || document[value] == '[';
          params = value;
        }
        case "id" -> {
          boolean plain = isIdentifier(document[value]);
          fits &= plain;
          idFrom = plain ? value : -1;
          idTo = members.end();
        }
        case "idempotencyKey" -> {
          fits &= document[value] == '"';
          keyText = document[value] == '"' ? JsonOffsets.string(document, value) : null;
        }
        default -> {} // the specification does not forbid more members
      }
    }
    return version && fits && name != null;
  }

  /** Strings, numbers and null identify a call. */
  private static boolean isIdentifier(byte first) {
    return first == '"' || first == 'n' || first == '-' || (first >= '0' && first <= '9');
  }

  /** A valid call without id wants no reply, whatever becomes of it. */
  boolean isNotification() {
    return valid && idFrom < 0;
  }
}
