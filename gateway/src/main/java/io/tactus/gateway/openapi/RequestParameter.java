package io.tactus.gateway.openapi;

import java.util.Locale;

/** Parameters that several operations take. Threading: immutable. */
enum RequestParameter {
  SELECT(
      "select",
      "query",
      "Which fields to show: names, paths, renames (`hp:health`), related rows"
          + " (`guild(name)`), aggregates (`skill.avg()`).",
      "id,name"),
  ORDER("order", "query", "What to sort by; without it rows come by primary key.", "id.desc"),
  LIMIT("limit", "query", "Most rows to show.", Kind.COUNT),
  OFFSET("offset", "query", "Rows to leave out first.", Kind.COUNT),
  AND("and", "query", "Conditions that must all hold.", "(id.gte.1,id.lt.9)"),
  OR("or", "query", "Conditions of which one must hold.", "(id.eq.1,id.eq.2)"),
  RANGE("Range", "header", "Rows by number, both ends included; `Content-Range` answers.", "0-24"),
  ON_CONFLICT(
      "on_conflict",
      "query",
      "The columns of a unique index that tell which rows are duplicates; without it the primary"
          + " key.",
      "id"),
  COLUMNS("columns", "query", "Take only these columns of the rows given.", "id"),
  IF_MATCH("If-Match", "header", "Only if the row has this version, or `*`: is there.", "\"12\""),
  IF_NONE_MATCH(
      "If-None-Match",
      "header",
      "The version there is already: 304 if it still holds. With related rows in `select` there is"
          + " no `ETag`, and this is ignored.",
      "\"12\""),
  ONLY_NEW("If-None-Match", "header", "`*`: only if there is no such row yet.", "*"),
  IDEMPOTENCY_KEY(
      "Idempotency-Key",
      "header",
      "Makes the write happen once: a repeat with this key gets the first reply. The same key with"
          + " another request is refused with 422.",
      "7f3c1a52"),
  PREFER_READ("Prefer", "header", "`count=exact`, `handling=strict`.", "count=exact"),
  PREFER_INSERT(
      "Prefer",
      "header",
      "`return=minimal|headers-only|representation`, `resolution=merge-duplicates|"
          + "ignore-duplicates`, `missing=default`, `count=exact`, `tx=rollback`,"
          + " `handling=strict`.",
      "return=representation"),
  PREFER_BULK(
      "Prefer",
      "header",
      "`return=minimal|representation`, `max-affected=N`, `count=exact`, `tx=rollback`,"
          + " `handling=strict`.",
      "return=representation"),
  PREFER_ROW(
      "Prefer",
      "header",
      "`return=minimal|representation`, `tx=rollback`, `handling=strict`.",
      "return=representation"),
  DRY_RUN("dryRun", "query", "Answer with the plan and change nothing.", Kind.FLAG),
  ALLOW_LOSS("allowLoss", "query", "Values may be dropped, rounded and cut.", Kind.FLAG),
  TABLE("table", "path", "A table.", Kind.NAME),
  FIELD("field", "path", "A field of the table.", Kind.NAME),
  INDEX("index", "path", "An index of the table.", Kind.NAME),
  TYPE("type", "path", "A declared type.", Kind.NAME);

  private enum Kind {
    TEXT,
    COUNT,
    FLAG,
    NAME
  }

  private final String wireName;
  private final String in;
  private final String description;
  private final Kind kind;
  private final String example;

  RequestParameter(String name, String in, String description, String example) {
    this(name, in, description, Kind.TEXT, example);
  }

  RequestParameter(String name, String in, String description, Kind kind) {
    this(name, in, description, kind, null);
  }

  RequestParameter(String name, String in, String description, Kind kind, String example) {
    this.wireName = name;
    this.in = in;
    this.description = description;
    this.kind = kind;
    this.example = example;
  }

  /** Returns the name as it stands in requests. */
  String wireName() {
    return wireName;
  }

  /** Returns a reference to its description, which is among the components then. */
  JsonObject in(Components components) {
    JsonObject schema =
        switch (kind) {
          case TEXT -> Schemas.string();
          case COUNT -> Schemas.count();
          case FLAG -> Schemas.bool().with("default", false);
          case NAME -> Schemas.string().with("maxLength", 63);
        };
    return components.parameter(
        componentName(),
        JsonObject.of("name", wireName)
            .with("in", in)
            .with("description", description)
            .withIf(in.equals("path"), "required", true)
            .with("schema", schema)
            .withIf(example != null, "example", example));
  }

  /** Returns {@code PREFER_INSERT} as {@code preferInsert}. */
  private String componentName() {
    StringBuilder name = new StringBuilder();
    for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
