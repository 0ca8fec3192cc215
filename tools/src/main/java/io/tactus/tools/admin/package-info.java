/**
 * Administration over HTTP: every command here is a thin shell around one or two requests of the
 * public interface, so that whatever it can do a script can do too. Tables for people, the server's
 * own JSON with {@code --json}.
 *
 * <p>Threading: main thread.
 */
package io.tactus.tools.admin;
