/** Runs every test plan of the repository against the distribution the build has just made. */
package io.tactus.perf.plans;
