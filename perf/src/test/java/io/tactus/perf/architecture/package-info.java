/**
 * The structure of the product as tests: which module may use what, and what must never happen
 * where commands are applied. This module sees all others, so it is the place.
 *
 * <p>The classes in the packages {@code io.tactus.*.violation} beside this one break the rules on
 * purpose: they prove that each rule can fail.
 */
package io.tactus.perf.architecture;
