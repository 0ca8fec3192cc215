package io.tactus.gateway.openapi;

import java.util.ArrayList;
import java.util.List;

/** The groups operations are shown in. Threading: immutable. */
enum Tag {
  ROWS("rows", "Rows by filter, in PostgREST's grammar, and single rows by primary key."),
  PROCEDURES("procedures", "Game logic by name, each call a transaction."),
  TRANSACTIONS("transactions", "Several operations as one transaction, and JSON-RPC 2.0."),
  CHANGES("changes", "What commits change, as it happens."),
  SCHEMA("schema", "Tables, fields, indexes and types, and their changes."),
  OPERATIONS("operations", "Health, figures, snapshots and backups.");

  private final String title;
  private final String description;

  Tag(String title, String description) {
    this.title = title;
    this.description = description;
  }

  String title() {
    return title;
  }

  /** Returns all tags as the document lists them. */
  static List<JsonObject> list() {
    List<JsonObject> tags = new ArrayList<>();
    for (Tag tag : values()) {
      tags.add(JsonObject.of("name", tag.title).with("description", tag.description));
    }
    return tags;
  }
}
