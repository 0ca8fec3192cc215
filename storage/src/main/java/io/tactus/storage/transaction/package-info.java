/**
 * All or nothing: begin, savepoints, rollback, commit, and the row changes a commit hands on.
 *
 * <p>Threading: the writer's thread only. One transaction is open at a time and its objects are
 * reused, so that a command allocates nothing.
 */
package io.tactus.storage.transaction;
