/**
 * JSON-RPC 2.0 at {@code POST /rpc}: single calls, notifications and batches; procedures under
 * their names, and the built-ins {@code db.insert}, {@code db.get}, {@code db.query}, {@code
 * db.update}, {@code db.upsert}, {@code db.delete}, {@code db.batch} and {@code db.schema}.
 *
 * <p>Each element of a batch is a transaction of its own. They take effect in order: writes go to
 * the engine one after the other without waiting for each other, a read waits until the writes
 * before it are answered. A batch is answered as a whole, in order, once everything in it is.
 *
 * <pre>
 *  RpcRoute → RpcExchange ── RpcCall (one element) ── RpcMethod
 *                │  writes: encode → engine → render        reads: render at once, or on a worker
 *                └─ RpcReplies: the rendered elements, put in order at the end
 * </pre>
 *
 * <p>Threads: the IO thread of the request.
 */
package io.tactus.gateway.rpc;
