package io.tactus.perf.rig;

/**
 * An answer in a {@link RequestLoop}.
 *
 * @param status HTTP status
 * @param body the first part of the body, as text
 * @param latencyNs from the time the request was due
 * @param nowNs when it came
 */
public record Reply(int status, String body, long latencyNs, long nowNs) {}
