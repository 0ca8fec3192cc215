/**
 * From a data folder to the state it holds: the newest good snapshot, then the journal behind it;
 * and back: snapshots of published versions.
 */
package io.tactus.pipeline.recovery;
