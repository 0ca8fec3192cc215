/** Breaks the rules on purpose, to prove that they can fail; see io.tactus.perf.architecture. */
package io.tactus.matchmaker.violation;
