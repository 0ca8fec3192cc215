/**
 * Commands that read a data folder without a server, also beside a live one: they take no lock and
 * change nothing.
 *
 * <p>Threading: main thread.
 */
package io.tactus.tools.offline;
