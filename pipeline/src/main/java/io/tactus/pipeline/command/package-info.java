/**
 * Commands and replies as bytes. A command is encoded once, where it enters, and from then on
 * copied as it is: into the ring, into the journal, into a replay. Each command has one class with
 * its codec; encoders and decoders belong to one thread each.
 */
package io.tactus.pipeline.command;
