package io.tactus.storage.alteration;

/**
 * One thing that a schema change does.
 *
 * @param action what is done
 * @param table the table, by its new name; empty for types
 * @param name the field, index or type; empty if the table itself is meant
 * @param text the same in words, for people
 * @param losesData whether values that are there may be gone or changed afterwards
 * @param work what it costs
 */
public record SchemaStep(
    Action action, String table, String name, String text, boolean losesData, Work work) {

  /** What can be done. {@link #word()} is part of the JSON form and never changes. */
  public enum Action {
    CREATE_TYPE("createType"),
    EXTEND_ENUM("extendEnum"),
    DROP_TYPE("dropType"),
    CREATE_TABLE("createTable"),
    RENAME_TABLE("renameTable"),
    DROP_TABLE("dropTable"),
    ADD_FIELD("addField"),
    RENAME_FIELD("renameField"),
    RETYPE_FIELD("retypeField"),
    ALTER_FIELD("alterField"),
    MOVE_FIELDS("moveFields"),
    DROP_FIELD("dropField"),
    CHANGE_KEY("changeKey"),
    ADD_INDEX("addIndex"),
    DROP_INDEX("dropIndex");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /** Returns the stable name. */
    public String word() {
      return word;
    }
  }

  /** What a step costs, from little to much. {@link #word()} is part of the JSON form. */
  public enum Work {
    /**
     * No row is looked at: a few rows of system tables change, and each page that goes is visited
     * once, to let go of its memory.
     */
    CATALOG("catalog"),
    /** Every row is read and checked. */
    CHECK("check"),
    /** Every row is read, and an index built from it. */
    INDEX("index"),
    /** Every row is written anew. */
    REWRITE("rewrite");

    private final String word;

    Work(String word) {
      this.word = word;
    }

    /** Returns the stable name. */
    public String word() {
      return word;
    }
  }
}
