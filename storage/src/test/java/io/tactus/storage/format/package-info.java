/**
 * Pages of a store read by what docs/FORMAT.md says of them, and by nothing else: a byte that moves
 * in the code and not on the page, or the other way round, fails here.
 *
 * <p>Nothing here shares code with what it checks, but for the hash function.
 */
package io.tactus.storage.format;
