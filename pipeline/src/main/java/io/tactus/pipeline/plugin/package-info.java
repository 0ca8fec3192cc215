/**
 * Plug-ins: loading jars in isolation, keeping them by SHA-256, and finding procedures by name.
 * Each stretch of journal runs with the plug-ins that its PLUGIN records name.
 */
package io.tactus.pipeline.plugin;
