package io.tactus.journal;

/**
 * What is in a data folder, by its names.
 *
 * <pre>
 * FORMAT                 text: what this folder is, its format version
 * lock                   held while a server runs
 * schema.json            the schema for people; never read back
 * journal/               segments and spares
 * snapshots/             snapshots
 * plugins/               plug-in jars by SHA-256
 * </pre>
 */
public final class FolderLayout {
  public static final String JOURNAL = "journal";
  public static final String SNAPSHOTS = "snapshots";
  public static final String PLUGINS = "plugins";
  public static final String LOCK = "lock";
  public static final String SCHEMA = "schema.json";
  public static final String FORMAT = "FORMAT";

  private FolderLayout() {}
}
