/**
 * Fire drills: faults an operator orders on the command line of {@code tactus serve}, to see what
 * clients make of them. {@link io.tactus.tools.drill.Drill} reads the order; {@link
 * io.tactus.tools.drill.DrillDisk} stands between the engine and its disk and does what a bad disk
 * would. The engine does not know: what it does about the fault is what it always does.
 *
 * <p>An order stands on the command line and nowhere else, is refused beyond loopback, logged as an
 * error at the start and when it takes effect (slow commits once a minute at most), and told in
 * {@code /health} and {@code /stats}.
 *
 * <p>Threading: the threads of the disk's users.
 */
package io.tactus.tools.drill;
