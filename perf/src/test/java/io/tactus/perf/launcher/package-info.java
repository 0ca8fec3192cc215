/** Tests of {@code ./tactus}, against the distribution that this very build has assembled. */
package io.tactus.perf.launcher;
