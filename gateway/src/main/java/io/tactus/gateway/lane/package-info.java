/**
 * What one IO thread owns to talk with the engine: its submitter, the table of commands that wait
 * for their reply, its reader of published versions, and its reusable encoders and writers.
 *
 * <p>Threads: everything of a {@link io.tactus.gateway.lane.Lane} belongs to its IO thread. Always
 * true: a command that was accepted is answered exactly once to whoever submitted it, by its reply,
 * by its deadline, or by the failure of the engine.
 */
package io.tactus.gateway.lane;
