/**
 * Test plans: Markdown files a person can read and this package can run against a real server.
 *
 * <pre>
 * # Title
 * Goal: …          Risk: …          Preconditions: …
 * ## Step title    one fenced action (http, tactus, server, damage), then one fenced expect
 * </pre>
 *
 * <p>{@link io.tactus.tools.plan.PlanParser} reads strictly: an unknown directive, a step without
 * an action, or a step that checks nothing is an error, so that a plan cannot pass by saying
 * nothing. {@link io.tactus.tools.plan.PlanRunner} gives every plan its own temporary folder and
 * its own server processes on a free port, and kills what is left at the end. {@code
 * test_plans/README.md} is the format's page for people.
 *
 * <p>Threading: plans run one after another on the calling thread; the output of processes goes to
 * files.
 */
package io.tactus.tools.plan;
