/**
 * Records: the unit of the journal. A fixed header, a body the journal does not look into, padding
 * to 8 bytes, and two checksums.
 *
 * <p>What always holds: the header's checksum covers the segment's salt and the record's own
 * offset, so a record is valid only in the place and the life of the file it was written for; a
 * length is trusted only after that checksum matched.
 *
 * <p>Threading: the flyweights here are owned by whoever made them.
 */
package io.tactus.journal.record;
