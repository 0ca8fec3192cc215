/**
 * Looking at something again and again beside the work: at the disk, at the server's health.
 *
 * <p>Threading: a thread for each watch; a look that throws is told and not the last.
 */
package io.tactus.pipeline.watch;
