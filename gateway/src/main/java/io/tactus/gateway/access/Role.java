package io.tactus.gateway.access;

import java.util.Locale;

/** What a caller may do to everything; each role may what those before it may. Immutable. */
public enum Role {
  /** Nothing but what grants say. */
  NONE,
  /** Reads every table and the schema, calls read-only procedures. */
  READER,
  /** Also writes every table and calls every procedure. */
  WRITER,
  /** Also changes the schema and operates the server. */
  ADMIN;

  /** Returns the name as configuration and tokens have it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the role of this written name, or null if there is none. */
  public static Role of(String written) {
    for (Role role : values()) {
      if (role.written().equals(written)) {
        return role;
      }
    }
    return null;
  }

  boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }
}
