package io.tactus.gateway.health;

import io.tactus.gateway.problem.Problem;

/**
 * A check that fails.
 *
 * @param check its stable name
 * @param fatal whether only a restart helps
 * @param problem what is wrong, for people
 * @param sinceMillis since when, milliseconds since 1970
 */
public record Fault(String check, boolean fatal, Problem problem, long sinceMillis) {}
