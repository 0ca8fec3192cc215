/**
 * WebSocket: JSON-RPC with many calls in flight, and subscriptions to changes.
 *
 * <pre>
 *  message ─► RpcDocument ─► RpcOrder (one per connection) ─► engine / worker
 *                                                               │
 *  socket ◄── Outgoing queue ◄── replies, as they come ◄────────┘
 *                  ▲
 *                  └── notifications: frames of the change feed
 * </pre>
 *
 * <p>Calls start in the order in which they came, over all messages of a connection; replies are
 * matched by id. Everything is bounded: a message, the calls in flight (beyond them nothing is
 * read), the subscriptions, the notifications that wait (beyond them the connection is closed).
 *
 * <p>Threads: everything of a {@link io.tactus.gateway.socket.SocketSession} belongs to the IO
 * thread of its connection.
 */
package io.tactus.gateway.socket;
