package io.tactus.storage.schema;

import io.tactus.storage.schema.CompositeType.Member;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/** What must hold of a declared type by itself; what its members are made of says {@link Types}. */
final class TypeRules {

  private TypeRules() {}

  /**
   * Checks a type.
   *
   * @param place where the type stands in its document, empty or ending in a dot
   */
  static void check(TypeDefinition type, String place) {
    TableRules.checkName(place + "name", type.name());
    if (TypeNames.isReserved(type.name())) {
      throw SchemaErrors.invalid(place + "name", "'" + type.name() + "' is a type already");
    }
    switch (type) {
      case EnumType enumType -> checkValues(enumType, place + "enum");
      case CompositeType composite -> checkMembers(composite, place + "fields");
    }
  }

  private static void checkValues(EnumType type, String place) {
    List<String> values = type.values();
    if (values.isEmpty() || values.size() > SchemaLimits.MAX_ENUM_NAMES) {
      throw SchemaErrors.invalid(
          place,
          "an enum has 1 to " + SchemaLimits.MAX_ENUM_NAMES + " names, not " + values.size());
    }
    TreeSet<String> seen = new TreeSet<>();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      int bytes = value.getBytes(StandardCharsets.UTF_8).length;
      boolean printable = value.codePoints().noneMatch(c -> c < ' ' || isLoneSurrogate(c));
      if (bytes < 1 || bytes > SchemaLimits.MAX_NAME_LENGTH || !printable) {
        throw SchemaErrors.invalid(
            place + "[" + i + "]",
            "a name is 1 to "
                + SchemaLimits.MAX_NAME_LENGTH
                + " bytes of UTF-8 without control characters, not '"
                + value
                + "'");
      }
      if (!seen.add(value)) {
        throw SchemaErrors.invalid(place + "[" + i + "]", "'" + value + "' occurs twice");
      }
    }
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static void checkMembers(CompositeType type, String place) {
    List<Member> members = type.members();
    if (members.isEmpty() || members.size() > SchemaLimits.MAX_FIELDS) {
      throw SchemaErrors.invalid(
          place, "a type has 1 to " + SchemaLimits.MAX_FIELDS + " fields, not " + members.size());
    }
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      String here = place + "[" + i + "]";
      TableRules.checkName(here + ".name", member.name());
      if (!names.add(member.name())) {
        throw SchemaErrors.invalid(here + ".name", "'" + member.name() + "' occurs twice");
      }
      if (member.type().kind() == TypeKind.REF || member.type().kind().isVariable()) {
        throw SchemaErrors.invalid(
            here + ".type",
            "'" + member.type() + "' is for the fields of tables, not for those of types");
      }
      TableRules.checkBounds(member.type(), member.min(), member.max(), here);
    }
  }
}
