/**
 * What passes between threads: commands in pre-allocated slots on the way in, replies in one ring
 * per submitter on the way out. Nobody waits here but a consumer without work, and nothing is
 * allocated after start-up.
 */
package io.tactus.pipeline.ring;
