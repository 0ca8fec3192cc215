package io.tactus.gateway.access;

import io.tactus.gateway.problem.Problem;

/**
 * What a route needs, checked when its headers are there and before its body is read. The table of
 * routes says which; a test walks it.
 *
 * <p>Where the path names the table or procedure, it is asked for here and again where it is looked
 * up. Threading: immutable.
 */
public enum Permission {
  /** Nothing: health. */
  OPEN,
  /** To read the table {@code {table}}. */
  TABLE_READ,
  /** To change rows of the table {@code {table}}. */
  TABLE_WRITE,
  /** To call the procedure {@code {procedure}}; whether it writes is known once it is looked up. */
  CALL,
  /** To be somebody; each table and procedure the request names is asked for as it is looked up. */
  NAMED,
  /** To read the whole schema. */
  SCHEMA,
  /** To read statistics and metrics. */
  MONITOR,
  /** To change the schema or operate the server. */
  ADMIN;

  /** Returns the path parameter that says of what, or null. */
  public String parameter() {
    return switch (this) {
      case TABLE_READ, TABLE_WRITE -> "table";
      case CALL -> "procedure";
      default -> null;
    };
  }

  /**
   * Returns why it is refused, or null if it is given.
   *
   * @param name the table or procedure, where {@link #parameter()} asks for one
   */
  public Problem refusal(Principal principal, String name) {
    return switch (this) {
      case OPEN, NAMED -> null;
      case TABLE_READ -> principal.mayRead(name) ? null : Principal.cannotRead(name);
      case TABLE_WRITE -> principal.mayWrite(name) ? null : Principal.cannotWrite(name);
      case CALL -> principal.mayCall(name, true) ? null : Principal.cannotCall(name);
      case SCHEMA -> principal.mayReadSchema() ? null : Principal.cannotReadSchema();
      case MONITOR ->
          principal.mayMonitor()
              ? null
              : Principal.forbidden("permission denied: this needs the grant monitor");
      case ADMIN ->
          principal.isAdmin()
              ? null
              : Principal.forbidden("permission denied: this needs the role admin");
    };
  }
}
