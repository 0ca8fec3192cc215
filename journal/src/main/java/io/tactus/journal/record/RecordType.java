package io.tactus.journal.record;

/** The type ids a record header may carry. Never renumbered, never reused. */
public final class RecordType {
  /** A command: row operations as one transaction. */
  public static final int OPERATIONS = 1;

  /** A command: a change of the schema. */
  public static final int SCHEMA = 2;

  /** A command: a beat of the clock. */
  public static final int TICK = 3;

  /** A command: the configuration in force from here. */
  public static final int CONFIG = 4;

  /** A command: a plug-in in force from here. */
  public static final int PLUGIN = 5;

  /** Note: the named earlier sequence is to be skipped. Body: {@link VoidRecord}. */
  public static final int VOID = 6;

  /** Note: the state hash just after the named sequence. Body: {@link HashRecord}. */
  public static final int HASH = 7;

  /** A command, reserved for calls that need a form of their own. */
  public static final int CALL = 8;

  /** Note: this segment ends here, the log goes on in the next one. */
  public static final int SEAL = 9;

  /** Note: the journal was closed in good order just here. */
  public static final int CLOSE = 10;

  /** Note: the journal was opened again just here, for writing under the flags of this record. */
  public static final int OPEN = 11;

  /** A command with an idempotency key: another command within it. */
  public static final int KEYED = 12;

  private static final int COMMANDS =
      1 << OPERATIONS
          | 1 << SCHEMA
          | 1 << TICK
          | 1 << CONFIG
          | 1 << PLUGIN
          | 1 << CALL
          | 1 << KEYED;
  private static final int NOTES = 1 << VOID | 1 << HASH | 1 << SEAL | 1 << CLOSE | 1 << OPEN;

  private RecordType() {}

  /** Whether this version knows the type. */
  public static boolean isKnown(int type) {
    return type > 0 && type < 32 && ((COMMANDS | NOTES) >>> type & 1) != 0;
  }

  /** Whether records of this type take the next sequence; notes speak of an earlier one. */
  public static boolean isCommand(int type) {
    return type > 0 && type < 32 && (COMMANDS >>> type & 1) != 0;
  }

  /** For people. */
  public static String name(int type) {
    return switch (type) {
      case OPERATIONS -> "OPERATIONS";
      case SCHEMA -> "SCHEMA";
      case TICK -> "TICK";
      case CONFIG -> "CONFIG";
      case PLUGIN -> "PLUGIN";
      case VOID -> "VOID";
      case HASH -> "HASH";
      case CALL -> "CALL";
      case SEAL -> "SEAL";
      case CLOSE -> "CLOSE";
      case OPEN -> "OPEN";
      case KEYED -> "KEYED";
      default -> "TYPE" + type;
    };
  }
}
