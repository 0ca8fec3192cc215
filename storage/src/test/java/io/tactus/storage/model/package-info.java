/**
 * The storage module told again with plain heap collections, and random commands played against
 * both.
 *
 * <p>Nothing here shares code with what it checks, but for the hash function and its seed.
 */
package io.tactus.storage.model;
