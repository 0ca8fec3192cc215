/**
 * The {@code tactus} command line: one picocli tree whose leaves live in the packages below.
 *
 * <ul>
 *   <li>{@code settings}: one list of configuration keys; file, environment and flags fill it
 *   <li>{@code serve}: runs the server
 *   <li>{@code admin}: administration over HTTP, through {@code client}
 *   <li>{@code offline}: reads a data folder without a server
 *   <li>{@code plan}: test plans: format, parser, runner
 *   <li>{@code output}: tables and JSON for the terminal
 * </ul>
 *
 * <p>Threading: commands run on the main thread. What always holds: results go to standard output,
 * everything else to standard error, and the process ends with one of the codes of {@link
 * io.tactus.tools.ExitCode}.
 */
package io.tactus.tools;
