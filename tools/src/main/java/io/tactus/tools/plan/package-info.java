/**
 * Test plans: Markdown files a person can read and this package can run against a real server.
 *
 * <pre>
 * # Title
 * Goal: …          Risk: …          Preconditions: …
 * ## Step title    one fenced action (http, tactus, server, file, damage), then one expect
 * </pre>
 *
 * <p>{@link io.tactus.tools.plan.PlanParser} reads strictly: an unknown directive, a step without
 * an action, or a step that checks nothing is an error, so that a plan cannot pass by saying
 * nothing. {@link io.tactus.tools.plan.PlanRunner} gives every plan its own temporary folder and
 * its own server processes on a free port, and kills what is left at the end. {@code
 * test_plans/README.md} is the format's page for people.
 *
 * <p>Threading: a plan runs on the calling thread; a step that goes on meanwhile has one of its
 * own. The output of processes goes to files.
 */
package io.tactus.tools.plan;
