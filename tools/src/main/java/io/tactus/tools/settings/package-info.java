/**
 * Configuration of a server: one list of typed keys, filled from a TOML file, the environment and
 * the command line. A flag wins over the environment, the environment over the file, and all of
 * them over the default. What is not a key is refused by name wherever it stands.
 *
 * <p>Threading: start-up thread; {@link io.tactus.tools.settings.Settings} is immutable.
 */
package io.tactus.tools.settings;
