/**
 * The public interface between game code and the server: what plug-ins are written against, and
 * nothing else. Procedures run on the thread that applies commands; those declared read-only run on
 * the caller's thread over a published version.
 */
package io.tactus.pipeline.procedure;
