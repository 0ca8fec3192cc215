/** Segment files, records, snapshot files and the recovery scan: bytes and sequences, no tables. */
package io.tactus.journal;
