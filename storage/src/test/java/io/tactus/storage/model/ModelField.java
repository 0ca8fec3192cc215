package io.tactus.storage.model;

/**
 * A field as declared. Immutable.
 *
 * @param byDefault the default of a whole-number field, or null
 * @param min smallest value of a whole-number field, or null
 * @param max largest, or null
 * @param onDelete {@code restrict}, {@code cascade} or {@code setNull}
 */
public record ModelField(
    String name,
    String type,
    boolean nullable,
    boolean generated,
    Long byDefault,
    Long min,
    Long max,
    String onDelete) {

  public static ModelField of(String name, String type) {
    return new ModelField(name, type, false, false, null, null, null, "restrict");
  }

  public ModelField asNullable(boolean newNullable) {
    return new ModelField(name, type, newNullable, generated, byDefault, min, max, onDelete);
  }

  public ModelField asGenerated() {
    return asGenerated(true);
  }

  public ModelField asGenerated(boolean newGenerated) {
    return new ModelField(name, type, nullable, newGenerated, byDefault, min, max, onDelete);
  }

  public ModelField withDefault(Long value) {
    return new ModelField(name, type, nullable, generated, value, min, max, onDelete);
  }

  public ModelField withBounds(Long newMin, Long newMax) {
    return new ModelField(name, type, nullable, generated, byDefault, newMin, newMax, onDelete);
  }

  public ModelField withOnDelete(String rule) {
    return new ModelField(name, type, nullable, generated, byDefault, min, max, rule);
  }

  public ModelField withName(String newName) {
    return new ModelField(newName, type, nullable, generated, byDefault, min, max, onDelete);
  }

  public ModelField withType(String newType) {
    return new ModelField(name, newType, nullable, generated, byDefault, min, max, onDelete);
  }

  /** The table it refers to, or null. */
  public String target() {
    return ModelType.target(type);
  }

  public boolean required() {
    return !nullable && !generated && byDefault == null;
  }

  public String document() {
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
