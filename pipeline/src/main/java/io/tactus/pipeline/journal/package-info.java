/**
 * The stage that makes commands durable. Runs on the journal thread (or the one consumer thread of
 * the fused layout), which is never interrupted: that would close the file it writes.
 */
package io.tactus.pipeline.journal;
