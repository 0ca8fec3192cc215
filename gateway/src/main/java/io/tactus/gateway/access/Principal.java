package io.tactus.gateway.access;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;

/**
 * Who makes a request, and what they may do. The questions allocate nothing; the demands throw a
 * 403 whose words do not depend on whether the thing exists.
 *
 * <p>Threading: any thread; only its end and its bucket change.
 */
public final class Principal {

  /** Whoever shows no credentials where they are needed: may do nothing. */
  public static final Principal NOBODY = anonymous(Role.NONE, Grants.NONE, null);

  private static final String ANONYMOUS = "anonymous";

  /**
   * What decides what a caller may do: callers of equal rights may the same.
   *
   * @param anonymous whether it showed no credentials
   */
  public record Rights(Role role, Grants grants, boolean anonymous) {}

  private final String name;
  private final long caller;
  private final Role role;
  private final Grants grants;
  private final long expiresAtMillis;
  private final Validity validity;
  private final RateBucket bucket;

  /**
   * Describes a caller.
   *
   * @param name who it is, for logs; never a secret
   * @param caller the same as 64 bits, as the journal keeps it; 0 for nobody in particular
   * @param expiresAtMillis when its credentials end, or {@link Long#MAX_VALUE}
   * @param validity ends it before that
   * @param bucket how fast it may ask, or null for as fast as it likes
   */
  Principal(
      String name,
      long caller,
      Role role,
      Grants grants,
      long expiresAtMillis,
      Validity validity,
      RateBucket bucket) {
    this.name = name;
    this.caller = caller;
    this.role = role;
    this.grants = grants;
    this.expiresAtMillis = expiresAtMillis;
    this.validity = validity;
    this.bucket = bucket;
  }

  /** Returns who shows no credentials. */
  static Principal anonymous(Role role, Grants grants, RateBucket bucket) {
    return new Principal(ANONYMOUS, 0, role, grants, Long.MAX_VALUE, new Validity(), bucket);
  }

  /** Returns who it is, for logs. */
  public String name() {
    return name;
  }

  /** Returns who it is, as the journal and procedures see it; 0 for nobody in particular. */
  public long caller() {
    return caller;
  }

  /** Returns its role. */
  public Role role() {
    return role;
  }

  /** Returns what decides what it may do. */
  public Rights rights() {
    return new Rights(role, grants, isAnonymous());
  }

  /** Returns whether it showed no credentials. */
  public boolean isAnonymous() {
    return caller == 0 && name.equals(ANONYMOUS);
  }

  /**
   * Returns whether its credentials still hold: a connection that stays open asks now and then, and
   * is closed if not.
   */
  public boolean isValid(long nowMillis) {
    return validity.holds() && nowMillis < expiresAtMillis;
  }

  /** Returns what ends it. */
  Validity validity() {
    return validity;
  }

  /**
   * Counts requests against its rate limit.
   *
   * @return 0 if it may make them, or after how many nanoseconds it may
   */
  public long spend(int requests, long nowNs) {
    return bucket == null ? 0 : bucket.take(requests, nowNs);
  }

  /** Returns how many requests it may make per second, or 0 for as many as it likes. */
  public int ratePerSecond() {
    return bucket == null ? 0 : bucket.ratePerSecond();
  }

  /** Returns whether it may read the rows and the document of a table. */
  public boolean mayRead(String table) {
    return role.atLeast(Role.READER) || grants.read(table);
  }

  /** Returns whether it may change rows of a table. */
  public boolean mayWrite(String table) {
    return role.atLeast(Role.WRITER) || grants.write(table);
  }

  /** Returns whether it may call a procedure. */
  public boolean mayCall(String procedure, boolean readOnly) {
    return role.atLeast(readOnly ? Role.READER : Role.WRITER) || grants.call(procedure);
  }

  /** Returns whether it may read the whole schema. */
  public boolean mayReadSchema() {
    return role.atLeast(Role.READER) || grants.schema();
  }

  /** Returns whether it may read statistics and metrics. */
  public boolean mayMonitor() {
    return isAdmin() || grants.monitor();
  }

  /** Returns whether it may change the schema and operate the server. */
  public boolean isAdmin() {
    return role == Role.ADMIN;
  }

  /** Refuses with 403 unless it may read the table. */
  public void requireRead(String table) {
    if (!mayRead(table)) {
      throw new Refusal(cannotRead(table));
    }
  }

  /** Refuses with 403 unless it may change rows of the table. */
  public void requireWrite(String table) {
    if (!mayWrite(table)) {
      throw new Refusal(cannotWrite(table));
    }
  }

  /** Refuses with 403 unless it may call the procedure. */
  public void requireCall(String procedure, boolean readOnly) {
    if (!mayCall(procedure, readOnly)) {
      throw new Refusal(cannotCall(procedure));
    }
  }

  /** Refuses with 403 unless it may read the whole schema. */
  public void requireSchema() {
    if (!mayReadSchema()) {
      throw new Refusal(cannotReadSchema());
    }
  }

  static Problem cannotRead(String table) {
    return forbidden("permission denied to read table " + table).at(table);
  }

  static Problem cannotWrite(String table) {
    return forbidden("permission denied to write table " + table).at(table);
  }

  static Problem cannotCall(String procedure) {
    return forbidden("permission denied to call procedure " + procedure);
  }

  static Problem cannotReadSchema() {
    return forbidden("permission denied to read the schema");
  }

  /** Returns the 403 that says what was not allowed. */
  static Problem forbidden(String detail) {
    return Problem.of(ProblemType.FORBIDDEN, detail);
  }
}
