package io.tactus.storage.query;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.query.aggregate.Accumulator;
import io.tactus.storage.query.aggregate.AggregateFunction;
import io.tactus.storage.query.aggregate.GroupFields;
import io.tactus.storage.query.aggregate.GroupTable;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.row.RowLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A select list with functions over many rows: the rows are grouped by the other columns.
 * Threading: immutable.
 */
final class Aggregation {

  private final GroupFields fields;
  private final Accumulator[] accumulators;
  private final List<String> names;
  private final byte[][] prefixes;
  private final int[] sources;
  private final boolean onlyCounts;
  private final List<RowOrder> extremes;

  private Aggregation(
      List<RowField> fields,
      List<Accumulator> accumulators,
      List<String> names,
      List<Integer> sources,
      boolean onlyCounts,
      List<RowOrder> extremes) {
    this.fields = new GroupFields(fields.toArray(new RowField[0]));
    this.accumulators = accumulators.toArray(new Accumulator[0]);
    this.names = List.copyOf(names);
    this.prefixes = new byte[names.size()][];
    for (int i = 0; i < prefixes.length; i++) {
      String prefix = (i == 0 ? "{\"" : ",\"") + names.get(i) + "\":";
      prefixes[i] = prefix.getBytes(StandardCharsets.UTF_8);
    }
    this.sources = sources.stream().mapToInt(Integer::intValue).toArray();
    this.onlyCounts = onlyCounts;
    this.extremes = extremes;
  }

  /**
   * Compiles a list, or returns null if it has no functions.
   *
   * @throws io.tactus.storage.Rejection INVALID_QUERY
   */
  static Aggregation of(RowLayout layout, List<SelectItem> items) {
    if (items.stream().noneMatch(item -> item instanceof SelectItem.Aggregate)) {
      return null;
    }
    List<RowField> fields = new ArrayList<>();
    List<Accumulator> accumulators = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Integer> sources = new ArrayList<>();
    List<RowOrder> extremes = new ArrayList<>();
    boolean onlyCounts = true;
    for (SelectItem item : items) {
      switch (item) {
        case SelectItem.Column column -> {
          if (column.field().equals("*")) {
            throw QueryErrors.malformed("'*' does not go together with aggregates")
                .withHint("name the fields to group by");
          }
          Selection.add(names, Selection.name(column));
          sources.add(fields.size());
          RowField grouped = Selection.field(layout, column.field());
          if (grouped.isValue()) {
            throw QueryErrors.notFor(grouped, "group by");
          }
          fields.add(grouped);
        }
        case SelectItem.Aggregate aggregate -> {
          boolean unnamed = aggregate.alias().isEmpty();
          Selection.add(names, unnamed ? aggregate.function().text() : aggregate.alias());
          sources.add(-1 - accumulators.size());
          accumulators.add(accumulator(layout, aggregate));
          onlyCounts &= aggregate.field().isEmpty();
          if (aggregate.function().isExtreme()) {
            boolean greatest = aggregate.function() == AggregateFunction.MAX;
            String direction = greatest ? ".desc.nullslast" : ".asc.nullslast";
            extremes.add(RowOrder.compile(layout, aggregate.field() + direction));
          }
        }
        case SelectItem.Embed embed ->
            throw QueryErrors.notYet(
                "embedding ('" + embed.target() + "') beside aggregates of the same table is");
      }
    }
    if (accumulators.size() > QueryLimits.MAX_AGGREGATES) {
      throw QueryErrors.tooLarge("more aggregates", QueryLimits.MAX_AGGREGATES);
    }
    boolean onlyExtremes = fields.isEmpty() && extremes.size() == accumulators.size();
    return new Aggregation(
        fields,
        accumulators,
        names,
        sources,
        onlyCounts && fields.isEmpty(),
        onlyExtremes ? List.copyOf(extremes) : List.of());
  }

  private static Accumulator accumulator(RowLayout layout, SelectItem.Aggregate aggregate) {
    AggregateFunction function = aggregate.function();
    if (aggregate.field().isEmpty()) {
      return function.accumulator(null);
    }
    RowField field = Selection.field(layout, aggregate.field());
    if (!function.appliesTo(field)) {
      throw QueryErrors.notFor(field, function.text() + "()");
    }
    return function.accumulator(field);
  }

  /** Returns the order of the groups: what is asked for, then all grouped fields. */
  RowOrder order(RowLayout layout, String text) {
    List<RowField> grouped = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      grouped.add(fields.field(i));
    }
    return RowOrder.ofGroups(layout, text, grouped);
  }

  /** Returns the names of the members of a group, in their order. */
  List<String> names() {
    return names;
  }

  /** Tells whether the number of rows is all that is asked for. */
  boolean onlyCounts() {
    return onlyCounts;
  }

  /**
   * Returns for each function an order whose first row is the only one it has to see; none unless
   * the least and greatest values of all rows are all that is asked for.
   */
  List<RowOrder> extremes() {
    return extremes;
  }

  /** Empties a table for a new run. */
  void begin(GroupTable groups) {
    groups.begin(fields, accumulators, QueryLimits.MAX_GROUPS);
  }

  /** Writes a group as an object. */
  void write(JsonWriter out, RowJson json, GroupTable groups, int group) {
    for (int i = 0; i < prefixes.length; i++) {
      out.writeAscii(prefixes[i]);
      if (sources[i] >= 0) {
        groups.writeField(out, json, sources[i], group);
      } else {
        groups.writeResult(out, json, -1 - sources[i], group);
      }
    }
    out.writeByte(JsonWriter.OBJECT_END);
  }
}
