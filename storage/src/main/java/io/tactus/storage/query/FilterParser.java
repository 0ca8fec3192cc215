package io.tactus.storage.query;

import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
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
 * </pre>
 */
final class FilterParser {

  private final RowLayout layout;
  private final List<FixedField> fixed = new ArrayList<>();
  private int terms;

  /** A field that a top-level {@code eq} ties to one value. */
  record FixedField(RowField field, FilterValue value) {}

  FilterParser(RowLayout layout) {
    this.layout = layout;
  }

  /** Returns the fields tied to one value by the terms read so far. */
  List<FixedField> fixed() {
    return fixed;
  }

  /** Reads one top-level term. */
  Predicate term(QueryTerm term) {
    String name = term.name();
    boolean negated = name.startsWith("not.");
    String junction = negated ? name.substring("not.".length()) : name;
    if (junction.equals("and") || junction.equals("or")) {
      GroupReader reader = new GroupReader(term.value());
      Predicate group = group(reader, junction.equals("and"), 1);
      reader.demandEnd();
      return negated ? new Negation(group) : group;
    }
    RowField field = field(name);
    String rest = term.value();
    boolean not = rest.startsWith("not.");
    rest = not ? rest.substring("not.".length()) : rest;
    int dot = rest.indexOf('.');
    if (dot < 0) {
      throw QueryErrors.malformed("'" + rest + "' is not of the form operator.value")
          .at(layout.tableName(), field.name());
    }
    String operator = rest.substring(0, dot);
    String value = rest.substring(dot + 1);
    Predicate predicate;
    if (operator.equals("in")) {
      GroupReader reader = new GroupReader(value);
      predicate = membership(field, reader.list());
      reader.demandEnd();
    } else {
      predicate = operation(field, operator, value);
      if (operator.equals("eq") && !not) {
        fixed.add(new FixedField(field, FilterValue.parse(field, value)));
      }
    }
    return not ? new Negation(predicate) : predicate;
  }

  private Predicate group(GroupReader reader, boolean conjunction, int depth) {
    if (depth > QueryLimits.MAX_DEPTH) {
      throw QueryErrors.tooLarge("nested deeper", QueryLimits.MAX_DEPTH);
    }
    List<Predicate> operands = new ArrayList<>();
    reader.expect('(');
    do {
      operands.add(element(reader, depth));
    } while (reader.skip(','));
    reader.expect(')');
    return conjunction ? Junction.and(operands) : Junction.or(operands);
  }

  private Predicate element(GroupReader reader, int depth) {
    boolean not = reader.skip("not.");
    if (reader.startsGroup("and") || reader.startsGroup("or")) {
      boolean conjunction = reader.skip("and");
      if (!conjunction) {
        reader.skip("or");
      }
      Predicate group = group(reader, conjunction, depth + 1);
      return not ? new Negation(group) : group;
    }
    RowField field = field(reader.word());
    not ^= reader.skip("not.");
    String operator = reader.word();
    Predicate predicate =
        operator.equals("in")
            ? membership(field, reader.list())
            : operation(field, operator, reader.value());
    return not ? new Negation(predicate) : predicate;
  }

  private Predicate operation(RowField field, String operator, String value) {
    count();
    Comparison comparison = Comparison.of(operator);
    if (comparison != null) {
      FilterValue constant = FilterValue.parse(field, value);
      if (field.kind().isLong()) {
        return new LongPredicate(field, comparison, constant.bits());
      }
      return field.kind().isFloat()
          ? new DoublePredicate(field, comparison, constant.number())
          : new BytesPredicate(field, comparison, constant.bytes());
    }
    return switch (operator) {
      case "is" -> is(field, value);
      case "like", "ilike" -> {
        if (field.kind() != TypeKind.STRING) {
          throw QueryErrors.notFor(field, operator);
        }
        if (value.length() > QueryLimits.MAX_PATTERN) {
          throw QueryErrors.tooLarge("a pattern of more characters", QueryLimits.MAX_PATTERN);
        }
        yield new LikePredicate(field, value, operator.equals("ilike"));
      }
      default -> throw QueryErrors.unknownOperator(operator).at("", field.name());
    };
  }

  private Predicate is(RowField field, String value) {
    boolean bool = field.kind() == TypeKind.BOOL;
    return switch (value) {
      case "null" -> new NullPredicate(field);
      case "not_null" -> new Negation(new NullPredicate(field));
      case "true", "false", "unknown" -> {
        if (!bool) {
          throw QueryErrors.notFor(field, "is." + value);
        }
        yield value.equals("unknown")
            ? new NullPredicate(field)
            : new BooleanPredicate(field, value.equals("true"));
      }
      default ->
          throw QueryErrors.malformed(
                  "'is' takes null, not_null, true, false or unknown, not '" + value + "'")
              .at("", field.name());
    };
  }

  private Predicate membership(RowField field, List<String> texts) {
    count();
    if (texts.size() > QueryLimits.MAX_LIST) {
      throw QueryErrors.tooLarge("a list of " + texts.size() + " values", QueryLimits.MAX_LIST);
    }
    List<FilterValue> values = new ArrayList<>();
    for (String text : texts) {
      values.add(FilterValue.parse(field, text));
    }
    return new MembershipPredicate(field, values);
  }

  private RowField field(String name) {
    RowField field = layout.field(name);
    if (field == null) {
      throw QueryErrors.unknownField(layout, name);
    }
    return field;
  }

  private void count() {
    if (++terms > QueryLimits.MAX_TERMS) {
      throw QueryErrors.tooLarge("more conditions", QueryLimits.MAX_TERMS);
    }
  }
}
