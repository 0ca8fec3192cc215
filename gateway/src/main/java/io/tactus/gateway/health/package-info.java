/**
 * Whether the server is well: {@code /health/live}, {@code /health/ready}, and what metrics and log
 * say of it.
 *
 * <pre>
 *  EngineLink, Engine ──► HealthWatch (a thread, a few times a second) ──► log, on a change
 *                              │ checks: which fail, since when
 *                              └──► HealthRoutes, HealthMetrics
 * </pre>
 *
 * <p>Not ready: send no requests here. Not live: a restart is the only way out. So a slow disk, a
 * full one or a failed journal leave the server alive (it reads), and a consumer that stands still
 * or has ended does not.
 *
 * <p>Threads: the watch's own; everybody may ask.
 */
package io.tactus.gateway.health;
