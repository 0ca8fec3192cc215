/**
 * The single writer. {@link io.tactus.pipeline.apply.Applier} is a pure function of commands: no
 * clock, no input or output, no randomness; {@link io.tactus.pipeline.apply.TickProcessor} is the
 * stage around it that publishes versions and hands out replies.
 */
package io.tactus.pipeline.apply;
