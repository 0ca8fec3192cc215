/**
 * Who calls, and what they may do: API keys, JSON Web Tokens, roles, grants and rate limits.
 *
 * <pre>
 * Authorization / apikey → Credentials cache of the IO thread ─ hit → Principal
 *                                └ miss → KeyRing (SHA-256 of the key) or TokenVerifier (JWT) → Principal
 * Principal + Permission of the route            → 403 before the body is read
 * Principal + tables and procedures the body names → 403 where they are looked up
 * </pre>
 *
 * <p>Threads: a {@link io.tactus.gateway.access.Principal} is immutable but for its end and may be
 * used by any thread; caches belong to one IO thread. What always holds: no secret is kept in
 * memory longer than its request, written to a log or an error, or compared in a time that depends
 * on it; what a caller may not read is refused in the same words whether it exists or not.
 */
package io.tactus.gateway.access;
