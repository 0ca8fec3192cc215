/** Benchmarks, the load rig and reports; nothing depends on this module. */
package io.tactus.perf;
