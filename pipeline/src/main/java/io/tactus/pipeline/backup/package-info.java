/**
 * Backups of a running server, and restoring from them or from a data folder.
 *
 * <pre>
 *  Engine.backup ──► BackupService ──► BackupContents   what goes in, held against retention
 *                                          │
 *                                          ▼
 *                                     BackupStream      a tar, pulled piece by piece; manifest last
 *
 *  a tar ──► BackupDisk ──┐
 *                         ├──► Restoration ──► a new folder, a new log, a new epoch; verified
 *  a data folder ─────────┘                    │
 *                                              ▼
 *                                         RestoredFolder   gets its name when it is whole
 * </pre>
 *
 * <p>What always holds: a backup contains nothing the journal had not been forced through; it is
 * complete only with its manifest, its last entry; a restore only reads what it restores from, and
 * the folder it writes opens only when all of it is on the disk and has been replayed.
 *
 * <p>Threading: see the classes; never the journal or the tick thread.
 */
package io.tactus.pipeline.backup;
