/**
 * {@code tactus keys}: makes, lists and revokes API keys in a key file, beside a server or not; a
 * running server reads the file again within a second or two.
 *
 * <p>Threading: main thread. What always holds: a key is printed once, when it is made, and kept
 * nowhere.
 */
package io.tactus.tools.keys;
