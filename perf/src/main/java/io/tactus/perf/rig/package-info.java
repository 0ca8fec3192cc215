/**
 * The load rig: one thread, a selector, and as many keep-alive connections as asked for.
 *
 * <p>Two shapes of load. In a <em>closed loop</em> each connection sends its next request as soon
 * as the reply to the last one is complete: it finds the highest throughput and says little about
 * waiting. At a <em>fixed rate</em> request k is due at start + k / rate whether or not the server
 * keeps up, and its latency runs from that planned time: a stalled server can not hide the requests
 * it kept from being sent. A run that could not hold its rate says so and counts as failed.
 *
 * <p>{@link io.tactus.perf.rig.RequestLoop} is the same for load that depends on replies, such as
 * the lives of simulated players.
 *
 * <p>Threading: the calling thread does everything. It sleeps in the selector, where replies wake
 * it at once; a second thread only wakes it when the next request is due, because a selector's own
 * timeout counts whole milliseconds.
 */
package io.tactus.perf.rig;
