/**
 * Several operations as one transaction: {@code POST /batch}, and {@code db.batch} of JSON-RPC.
 *
 * <pre>
 *  {"operations":[{"op":"insert","table":"guilds","row":{"name":"Owls"}},
 *                 {"op":"update","table":"players","key":7,"set":{"guild":"$0.id"}}]}
 * </pre>
 *
 * <p>Threads: the IO thread of the request. Always true: members may come in any order; a document
 * is refused as a whole before anything of it is submitted, and names the operation at fault.
 */
package io.tactus.gateway.batch;
