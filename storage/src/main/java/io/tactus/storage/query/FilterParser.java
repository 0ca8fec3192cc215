package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import io.tactus.storage.schema.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgREST's filter grammar, compiled as it is read.
 *
 * <pre>
 *  term      field = [not.] operator . value
 *            [not.] (and | or) = group
 *  group     ( element , … )
 *  element   field . [not.] operator . value  |  [not.] (and | or) group
 *  value     to the end of a term; in a group to the next , or ) unless in double quotes
 *  in        ( value , … )     is   null | not_null | true | false | unknown
 *  operator(any), operator(all)     <code>{ value , … }</code>
 *  near      ( x , y , [ z , ] radius )    of a field that is two or three floats
 * </pre>
 */
final class FilterParser {

  private final RowLayout layout;
  private final List<FilterTerm> read = new ArrayList<>();
  private int terms;

  FilterParser(RowLayout layout) {
    this.layout = layout;
  }

  /** Returns the conditions read so far, all of which must hold. */
  List<FilterTerm> read() {
    return read;
  }

  /** Reads one top-level term; the members of an {@code and} group count one by one. */
  void term(QueryTerm term) {
    String name = term.name();
    boolean negated = name.startsWith("not.");
    String junction = negated ? name.substring("not.".length()) : name;
    String text = QueryText.print(List.of(term));
    if (junction.equals("and") || junction.equals("or")) {
      GroupReader reader = new GroupReader(term.value());
      if (junction.equals("and") && !negated) {
        members(reader);
      } else {
        FilterTerm group = group(reader, junction.equals("and"), 1);
        read.add(group.negatedIf(negated).withText(text));
      }
      reader.demandEnd();
      return;
    }
    RowPart part = part(name);
    String rest = term.value();
    boolean not = rest.startsWith("not.");
    rest = not ? rest.substring("not.".length()) : rest;
    int dot = rest.indexOf('.');
    if (dot < 0) {
      throw QueryErrors.malformed("'" + rest + "' is not of the form operator.value")
          .at(layout.tableName(), part.path());
    }
    Operator operator = Operator.of(rest.substring(0, dot));
    String value = rest.substring(dot + 1);
    FilterTerm condition;
    if (operator.takesList() || operator.isQuantified()) {
      GroupReader reader = new GroupReader(value);
      condition = listed(part, operator, reader);
      reader.demandEnd();
    } else {
      condition = operation(part, operator.name(), value);
    }
    read.add(condition.negatedIf(not).withText(text));
  }

  private void members(GroupReader reader) {
    reader.expect('(');
    do {
      int from = reader.position();
      FilterTerm member = element(reader, 1);
      read.add(member.withText(reader.since(from)));
    } while (reader.skip(','));
    reader.expect(')');
  }

  private FilterTerm group(GroupReader reader, boolean conjunction, int depth) {
    if (depth > QueryLimits.MAX_DEPTH) {
      throw QueryErrors.tooLarge("nested deeper", QueryLimits.MAX_DEPTH);
    }
    List<FilterTerm> operands = new ArrayList<>();
    reader.expect('(');
    do {
      operands.add(element(reader, depth));
    } while (reader.skip(','));
    reader.expect(')');
    return conjunction ? FilterTerm.all(operands) : FilterTerm.any(operands);
  }

  private FilterTerm element(GroupReader reader, int depth) {
    boolean not = reader.skip("not.");
    if (reader.startsGroup("and") || reader.startsGroup("or")) {
      boolean conjunction = reader.skip("and");
      if (!conjunction) {
        reader.skip("or");
      }
      return group(reader, conjunction, depth + 1).negatedIf(not);
    }
    RowPart part = part(reader);
    not ^= reader.skip("not.");
    Operator operator = Operator.of(reader.operator());
    FilterTerm condition =
        operator.takesList() || operator.isQuantified()
            ? listed(part, operator, reader)
            : operation(part, operator.name(), reader.value());
    return condition.negatedIf(not);
  }

  private FilterTerm listed(RowPart part, Operator operator, GroupReader reader) {
    if (operator.takesList()) {
      count();
      List<String> values = reader.list();
      return operator.name().equals("in") ? membership(leaf(part), values) : near(part, values);
    }
    List<String> values = reader.array();
    boolean any = operator.quantifier() == Operator.Quantifier.ANY;
    if (any && operator.name().equals("eq")) {
      count();
      return membership(leaf(part), values);
    }
    leaf(part); // also of an empty list
    List<FilterTerm> each = new ArrayList<>();
    for (String value : values) {
      each.add(operation(part, operator.name(), value));
    }
    return any ? FilterTerm.any(each) : FilterTerm.all(each);
  }

  private FilterTerm operation(RowPart part, String operator, String value) {
    count();
    // All leaves of a column are null together.
    RowField field = operator.equals("is") && part.isColumn() ? part.leaf() : leaf(part);
    Comparison comparison = Comparison.of(operator);
    if (comparison != null) {
      boolean ordered = comparison != Comparison.EQ && comparison != Comparison.NEQ;
      if (ordered && (field.kind() == TypeKind.BYTES || field.kind() == TypeKind.JSON)) {
        throw QueryErrors.notFor(field, operator);
      }
      return comparison(field, comparison, FilterValue.parse(field, value));
    }
    return switch (operator) {
      case "is" -> is(field, value);
      case "isdistinct" -> distinct(field, value);
      case "like", "ilike" -> {
        checkPattern(field, operator, value);
        yield FilterTerm.of(new LikePredicate(field, value, operator.equals("ilike")));
      }
      case "match", "imatch" -> {
        checkPattern(field, operator, value);
        yield FilterTerm.of(new RegexPredicate(field, value, operator.equals("imatch")));
      }
      default -> throw QueryErrors.unknownOperator(operator).at("", field.name());
    };
  }

  private static void checkPattern(RowField field, String operator, String pattern) {
    if (!isText(field)) {
      throw QueryErrors.notFor(field, operator);
    }
    if (pattern.length() > QueryLimits.MAX_PATTERN) {
      throw QueryErrors.tooLarge("a pattern of more characters", QueryLimits.MAX_PATTERN);
    }
  }

  private static boolean isText(RowField field) {
    return field.kind() == TypeKind.STRING || field.kind() == TypeKind.TEXT;
  }

  /** Differs, where null is a value like any other: never unknown. */
  private static FilterTerm distinct(RowField field, String value) {
    FilterTerm isNull = FilterTerm.of(new NullPredicate(field));
    if (value.equals("null") && !isText(field)) {
      return isNull.negatedIf(true); // of a text it is the word, as in PostgREST
    }
    FilterTerm other = comparison(field, Comparison.NEQ, FilterValue.parse(field, value));
    return FilterTerm.of(Junction.or(List.of(isNull.predicate(), other.predicate())));
  }

  private static FilterTerm comparison(
      RowField field, Comparison comparison, FilterValue constant) {
    Predicate predicate =
        field.kind().isLong()
            ? new LongPredicate(field, comparison, constant.bits())
            : field.kind().isFloat()
                ? new DoublePredicate(field, comparison, constant.number())
                : new BytesPredicate(field, comparison, constant.bytes());
    Restriction.Kind kind = Restriction.kindOf(comparison);
    return kind == null || field.isValue()
        ? FilterTerm.of(predicate)
        : FilterTerm.of(predicate, field, kind, List.of(constant));
  }

  private FilterTerm is(RowField field, String value) {
    boolean bool = field.kind() == TypeKind.BOOL;
    FilterTerm isNull =
        FilterTerm.of(new NullPredicate(field), field, Restriction.Kind.NULL, List.of());
    return switch (value) {
      case "null" -> isNull;
      case "not_null" -> isNull.negatedIf(true);
      case "true", "false", "unknown" -> {
        if (!bool) {
          throw QueryErrors.notFor(field, "is." + value);
        }
        yield value.equals("unknown")
            ? isNull
            : FilterTerm.of(new BooleanPredicate(field, value.equals("true")));
      }
      default ->
          throw QueryErrors.malformed(
                  "'is' takes null, not_null, true, false or unknown, not '" + value + "'")
              .at("", field.name());
    };
  }

  private FilterTerm near(RowPart part, List<String> texts) {
    RowField[] leaves = new RowField[part.leafCount()];
    boolean floats = leaves.length == 2 || leaves.length == 3;
    for (int i = 0; i < leaves.length && floats; i++) {
      leaves[i] = layout.field(part.firstLeaf() + i);
      floats = leaves[i].kind().isFloat();
    }
    if (!floats) {
      throw QueryErrors.malformed("'near' needs a field of two or three floats")
          .withName("wrong_operator", "42883")
          .at("", part.path());
    }
    if (texts.size() != leaves.length + 1) {
      throw QueryErrors.malformed(
              "'near' takes "
                  + leaves.length
                  + " coordinates and a radius, not "
                  + texts.size()
                  + " values")
          .at("", part.path());
    }
    double[] centre = new double[leaves.length];
    for (int i = 0; i < leaves.length; i++) {
      centre[i] = FilterValue.parseDouble(leaves[i], texts.get(i));
    }
    double radius = FilterValue.parseDouble(leaves[0], texts.get(leaves.length));
    if (radius < 0) {
      throw QueryErrors.malformed("the radius of 'near' is at least 0, not " + radius)
          .at("", part.path());
    }
    return FilterTerm.of(new NearPredicate(leaves, centre, radius));
  }

  private FilterTerm membership(RowField field, List<String> texts) {
    if (texts.size() > QueryLimits.MAX_LIST) {
      throw QueryErrors.tooLarge("a list of " + texts.size() + " values", QueryLimits.MAX_LIST);
    }
    List<FilterValue> values = new ArrayList<>();
    for (String text : texts) {
      values.add(FilterValue.parse(field, text));
    }
    return FilterTerm.of(
        new MembershipPredicate(field, values), field, Restriction.Kind.AMONG, values);
  }

  private RowPart part(String path) {
    RowPart part = layout.part(path);
    if (part == null) {
      throw QueryErrors.unknownField(layout, path);
    }
    return part;
  }

  /** Reads a path: as many words as lead on to something. */
  private RowPart part(GroupReader reader) {
    RowPart part = part(reader.word());
    while (true) {
      RowPart longer = layout.part(part.path() + "." + reader.peek());
      if (longer == null) {
        return part;
      }
      reader.word();
      part = longer;
    }
  }

  private RowField leaf(RowPart part) {
    if (!part.isLeaf()) {
      throw QueryErrors.unknownField(layout, part.path());
    }
    return part.leaf();
  }

  private void count() {
    if (++terms > QueryLimits.MAX_TERMS) {
      throw QueryErrors.tooLarge("more conditions", QueryLimits.MAX_TERMS);
    }
  }
}
