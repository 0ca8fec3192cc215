/**
 * The one door to the file system: every byte Tactus keeps goes through {@link
 * io.tactus.journal.file.Disk} and {@link io.tactus.journal.file.DiskFile}.
 *
 * <p>The interface is narrow on purpose, so that a test can stand in for the disk and tear writes,
 * lose what was not forced, fill up, or fail a force (see {@code io.tactus.journal.simulation}).
 * Names are relative to the disk's root (the data folder), with {@code /} between the parts.
 *
 * <p>What always holds: a write may be short and says so; nothing is durable before {@code force},
 * and no create, rename or delete before {@code forceDirectory}.
 */
package io.tactus.journal.file;
