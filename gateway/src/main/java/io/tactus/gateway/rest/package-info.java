/**
 * Rows over HTTP in PostgREST's manner: {@code /rest/v1/{table}} and {@code
 * /rest/v1/{table}/{key}}.
 *
 * <p>Threads: the IO thread of the request; expensive queries read and render on a query worker.
 * Always true: conditions such as If-Match are decided inside the command, never before it; a
 * version is pinned only while rows are rendered, never while they are sent.
 */
package io.tactus.gateway.rest;
