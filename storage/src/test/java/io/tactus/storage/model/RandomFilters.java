package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Random conditions on the rows that a model has, or nearly has. */
final class RandomFilters {
  private static final String[] COMPARISONS = {"eq", "neq", "gt", "gte", "lt", "lte"};

  /** Those that take a list, and the last two a string only. */
  private static final String[] QUANTIFIED = {"eq", "gt", "gte", "lt", "lte", "match", "imatch"};

  private static final int QUANTIFIED_COMPARISONS = 5;

  /** Nothing that a filter's text would have to escape. */
  private static final String[] EXPRESSIONS = {
    "", "a", "^.$", "^..$", "z", "^$", "[0-9]$", "^[a-m]", "Ω", "O", "e$", "same|zz", "日", "^[^a]"
  };

  private final Random random;
  private final RandomValues values;

  RandomFilters(Random random, RandomValues values) {
    this.random = random;
    this.values = values;
  }

  /**
   * A condition on one or two fields that are whole numbers or strings, or null if there are none.
   */
  ModelFilter any(ModelTable table) {
    List<ModelLeaf> leaves =
        table.leaves().stream()
            .filter(leaf -> leaf.isInteger() || leaf.kind().equals("string"))
            .filter(leaf -> !leaf.path().contains("."))
            .filter(leaf -> table.fieldOf(leaf).target() == null)
            .toList();
    if (leaves.isEmpty()) {
      return null;
    }
    List<ModelFilter.Term> terms = new ArrayList<>();
    terms.add(term(table, leaves.get(random.nextInt(leaves.size()))));
    if (random.nextInt(4) == 0) {
      terms.add(term(table, leaves.get(random.nextInt(leaves.size()))));
    }
    return new ModelFilter(terms);
  }

  private ModelFilter.Term term(ModelTable table, ModelLeaf leaf) {
    boolean string = leaf.kind().equals("string");
    if (table.fieldOf(leaf).nullable() && random.nextInt(5) == 0) {
      boolean distinct = !string && random.nextInt(4) == 0; // of a string null is a word
      return new ModelFilter.Term(leaf, distinct ? "isdistinct" : "is", List.of());
    }
    if (random.nextInt(5) == 0) {
      return quantified(table, leaf, string);
    }
    String operator = COMPARISONS[random.nextInt(COMPARISONS.length)];
    if (random.nextInt(6) == 0) {
      operator = "isdistinct";
    }
    if (string) { // words may hold what the text of a filter would have to escape
      operator = random.nextBoolean() ? "match" : "imatch";
    }
    return new ModelFilter.Term(leaf, operator, List.of(operand(table, leaf, operator)));
  }

  private ModelFilter.Term quantified(ModelTable table, ModelLeaf leaf, boolean string) {
    int dice = random.nextInt(QUANTIFIED_COMPARISONS);
    String operator = string ? QUANTIFIED[QUANTIFIED_COMPARISONS + dice % 2] : QUANTIFIED[dice];
    List<Object> operands = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Object operand = operand(table, leaf, operator);
      if (!operand.equals("")) { // in a list it would have to stand in quotes
        operands.add(operand);
      }
    }
    return new ModelFilter.Term(
        leaf, operator + (random.nextBoolean() ? "(any)" : "(all)"), operands);
  }

  private Object operand(ModelTable table, ModelLeaf leaf, String operator) {
    if (operator.endsWith("match")) {
      return EXPRESSIONS[random.nextInt(EXPRESSIONS.length)];
    }
    List<Object> present =
        table.rows.values().stream().map(r -> r.value(leaf)).filter(Objects::nonNull).toList();
    return present.isEmpty() || random.nextInt(4) == 0
        ? values.value(table.fieldOf(leaf), leaf)
        : present.get(random.nextInt(present.size()));
  }
}
