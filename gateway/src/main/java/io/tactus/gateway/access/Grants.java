package io.tactus.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a caller may do beyond its role, one text per grant:
 *
 * <pre>
 * read:TABLE       read rows and the document of a table
 * write:TABLE      change its rows; includes reading them
 * call:PROCEDURE   call a procedure, also one that writes
 * schema           read the whole schema
 * monitor          read /stats and /metrics
 * </pre>
 *
 * <p>A name may end with a star: {@code call:matchmaker.*}, {@code read:*}. Immutable.
 */
public final class Grants {

  /** None. */
  public static final Grants NONE = new Grants(List.of());

  /** More than this are refused: a key is not a list of everything. */
  public static final int MAX_GRANTS = 1000;

  private static final Pattern SCOPED =
      Pattern.compile("(read|write|call):([A-Za-z_][A-Za-z0-9_.]*\\*?|\\*)");

  private final List<String> texts;
  private final NamePatterns readable;
  private final NamePatterns writable;
  private final NamePatterns callable;
  private final boolean schema;
  private final boolean monitor;

  private Grants(List<String> texts) {
    this.texts = List.copyOf(texts);
    List<String> writes = scoped(texts, "write:");
    List<String> reads = new ArrayList<>(scoped(texts, "read:"));
    reads.addAll(writes);
    readable = new NamePatterns(reads);
    writable = new NamePatterns(writes);
    callable = new NamePatterns(scoped(texts, "call:"));
    schema = texts.contains("schema");
    monitor = texts.contains("monitor");
  }

  /**
   * Reads grants.
   *
   * @throws IllegalArgumentException naming the one that is none
   */
  public static Grants of(List<String> texts) {
    if (texts.isEmpty()) {
      return NONE;
    }
    if (texts.size() > MAX_GRANTS) {
      throw new IllegalArgumentException("more than " + MAX_GRANTS + " grants");
    }
    for (String text : texts) {
      if (!isGrant(text)) {
        throw new IllegalArgumentException(
            "not a grant: '"
                + text
                + "'; there are read:TABLE, write:TABLE, call:PROCEDURE, schema and monitor,"
                + " and a name may end with *");
      }
    }
    return new Grants(texts);
  }

  /** Returns whether a text is a grant. */
  public static boolean isGrant(String text) {
    return text.equals("schema") || text.equals("monitor") || SCOPED.matcher(text).matches();
  }

  private static List<String> scoped(List<String> texts, String scope) {
    return texts.stream()
        .filter(text -> text.startsWith(scope))
        .map(text -> text.substring(scope.length()))
        .toList();
  }

  /** Returns the grants as they were written. */
  public List<String> texts() {
    return texts;
  }

  boolean read(String table) {
    return readable.matches(table);
  }

  boolean write(String table) {
    return writable.matches(table);
  }

  boolean call(String procedure) {
    return callable.matches(procedure);
  }

  boolean schema() {
    return schema;
  }

  boolean monitor() {
    return monitor;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grants grants && grants.texts.equals(texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }
}
