package io.tactus.gateway.openapi;

import io.tactus.gateway.http.Route;
import java.util.Map;

/** {@code /batch} and {@code /rpc}. Threading: stateless. */
final class TransactionDescriptions {

  private TransactionDescriptions() {}

  static Map<String, RouteDescription> all() {
    return Map.of(
        "batch", TransactionDescriptions::batch,
        "rpc", TransactionDescriptions::rpc);
  }

  private static void batch(Route route, Draft draft) {
    draft.add(
        route,
        draft
            .operation(route, Tag.TRANSACTIONS, "Several operations, all or none")
            .describe("A refusal names the operation: `failedIndex`.")
            .body(BatchSchemas.request(draft))
            .replies(draft.reply(200, "All are done.").ofCommand().body(BatchSchemas.reply(draft)))
            .refusesAsCommand());
  }

  private static void rpc(Route route, Draft draft) {
    draft.add(
        route,
        draft
            .operation(route, Tag.TRANSACTIONS, "Call methods by JSON-RPC 2.0")
            .describe(
                "One call or an array of calls, each a transaction of its own, answered in order."
                    + " What a call is refused with stands in its reply: `error.data` is the"
                    + " problem.")
            .takes(RequestParameter.IDEMPOTENCY_KEY)
            .body(JsonRpcSchemas.request(draft))
            .replies(
                draft
                    .reply(200, "Replies to all calls that have an `id`.")
                    .ofCommand()
                    .body(JsonRpcSchemas.reply(draft)))
            .replies(draft.reply(204, "Done; there is nothing to say.").ofCommand()));
  }
}
