/**
 * The version of a data folder's format, and the steps from one version to the next.
 *
 * <pre>
 *  FORMAT says 1 ──► step 1 ──► FORMAT says 2 ──► step 2 ──► FORMAT says 3, which this program writes
 * </pre>
 *
 * <p>What always holds: a folder is opened only when its format is the program's own; a format that
 * cannot be brought there is refused by name, and nothing is changed.
 *
 * <p>Threading: the thread that opens the folder, under its lock.
 */
package io.tactus.journal.format;
