/**
 * Segment files: fixed in size, written front to back, recycled when retention lets go of them.
 *
 * <p>What always holds: a file bears a segment's name only after its header was forced; a segment
 * is forced and sealed before its successor is named; so only the last one can have a torn tail.
 */
package io.tactus.journal.segment;
