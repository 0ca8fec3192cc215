/**
 * One line for every request, if that is switched on: who asked what, how it ended and how long it
 * took.
 *
 * <pre>
 *  IO threads ──offer──► bounded queue ──► one thread ──► standard error or a file
 *                  └─ full: dropped and counted
 * </pre>
 *
 * <p>Always true: an IO thread never waits for the log; no credentials and no query strings are in
 * it, because both may hold secrets; what callers chose is bounded and escaped. Switched off, it
 * costs nothing.
 */
package io.tactus.gateway.accesslog;
