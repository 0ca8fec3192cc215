package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A declared type: a composite with members, or an enum with values; the other list is empty.
 * Immutable.
 */
public record ModelType(String name, List<Member> members, List<String> values) {

  /** A member of a composite. */
  record Member(String name, String type) {}

  public static ModelType composite(String name, String... namesAndTypes) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      members.add(new Member(namesAndTypes[i], namesAndTypes[i + 1]));
    }
    return new ModelType(name, members, List.of());
  }

  public static ModelType enumeration(String name, List<String> values) {
    return new ModelType(name, List.of(), List.copyOf(values));
  }

  public boolean isEnum() {
    return members.isEmpty();
  }

  public String document() {
    if (isEnum()) {
      String names = values.stream().map(v -> '"' + v + '"').collect(Collectors.joining(","));
      return "{\"name\":\"" + name + "\",\"enum\":[" + names + "]}";
    }
    String fields =
        members.stream()
            .map(m -> "{\"name\":\"" + m.name() + "\",\"type\":\"" + m.type() + "\"}")
            .collect(Collectors.joining(","));
    return "{\"name\":\"" + name + "\",\"fields\":[" + fields + "]}";
  }

  /** The name of a type as written without brackets: {@code Vec3} for {@code Vec3[2]}. */
  public static String element(String type) {
    int bracket = type.indexOf('[');
    return bracket < 0 ? type : type.substring(0, bracket);
  }

  /** The elements of an array type, or 0. */
  public static int length(String type) {
    int bracket = type.indexOf('[');
    return bracket < 0 ? 0 : Integer.parseInt(type.substring(bracket + 1, type.length() - 1));
  }

  /** The table a type refers to, or null. */
  public static String target(String type) {
    return type.startsWith("ref(") ? type.substring(4, type.length() - 1) : null;
  }

  /** Tells whether a type is, or is made of, another. */
  public static boolean uses(Map<String, ModelType> types, String type, String wanted) {
    String element = element(type);
    ModelType declared = types.get(element);
    return element.equals(wanted)
        || (declared != null
            && declared.members().stream().anyMatch(m -> uses(types, m.type(), wanted)));
  }
}
