package io.tactus.storage.model;

/**
 * A field as declared. Immutable.
 *
 * @param byDefault the default of a whole-number field, or null
 * @param min smallest value of a whole-number field, or null
 * @param max largest, or null
 * @param onDelete {@code restrict}, {@code cascade} or {@code setNull}
 */
record ModelField(
    String name,
    String type,
    boolean nullable,
    boolean generated,
    Long byDefault,
    Long min,
    Long max,
    String onDelete) {

  static ModelField of(String name, String type) {
    return new ModelField(name, type, false, false, null, null, null, "restrict");
  }

  ModelField asNullable(boolean newNullable) {
    return new ModelField(name, type, newNullable, generated, byDefault, min, max, onDelete);
  }

  ModelField asGenerated() {
    return new ModelField(name, type, nullable, true, byDefault, min, max, onDelete);
  }

  ModelField withDefault(Long value) {
    return new ModelField(name, type, nullable, generated, value, min, max, onDelete);
  }

  ModelField withBounds(Long newMin, Long newMax) {
    return new ModelField(name, type, nullable, generated, byDefault, newMin, newMax, onDelete);
  }

  ModelField withOnDelete(String rule) {
    return new ModelField(name, type, nullable, generated, byDefault, min, max, rule);
  }

  ModelField withName(String newName) {
    return new ModelField(newName, type, nullable, generated, byDefault, min, max, onDelete);
  }

  ModelField withType(String newType) {
    return new ModelField(name, newType, nullable, generated, byDefault, min, max, onDelete);
  }

  /** The table it refers to, or null. */
  String target() {
    return ModelType.target(type);
  }

  boolean required() {
    return !nullable && !generated && byDefault == null;
  }

  String document() {
    StringBuilder json = new StringBuilder();
    json.append("{\"name\":\"").append(name).append("\",\"type\":\"").append(type).append('"');
    json.append(nullable ? ",\"nullable\":true" : "");
    json.append(generated ? ",\"generated\":true" : "");
    json.append(byDefault == null ? "" : ",\"default\":" + byDefault);
    json.append(min == null ? "" : ",\"min\":" + min);
    json.append(max == null ? "" : ",\"max\":" + max);
    json.append(
        target() == null || onDelete.equals("restrict") ? "" : ",\"onDelete\":\"" + onDelete + '"');
    return json.append('}').toString();
  }
}
