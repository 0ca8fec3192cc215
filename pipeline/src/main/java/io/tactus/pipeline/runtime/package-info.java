/**
 * What procedures touch while they run: the context, tables, rows and keys behind the interfaces of
 * {@link io.tactus.pipeline.procedure}. One implementation over the open transaction, for the
 * applying thread; one over a published version, for read-only procedures on any thread.
 *
 * <p>Everything charges a budget that is counted, never timed, so that it runs out at the same
 * place on every replay.
 */
package io.tactus.pipeline.runtime;
