package io.tactus.storage.query;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.query.aggregate.AggregateFunction;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import io.tactus.storage.row.RowProjection;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayList;
import java.util.List;

/** Looks up the names of a select list. Threading: stateless. */
final class Selection {

  private Selection() {}

  /** Returns the columns to write, if the list holds nothing but columns. */
  static RowProjection columns(RowLayout layout, List<SelectItem> items) {
    List<RowPart> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (SelectItem item : items) {
      if (item instanceof SelectItem.Column column) {
        if (column.field().equals("*") && column.alias().isEmpty()) {
          for (int i = 0; i < layout.columnCount(); i++) {
            add(names, layout.column(i).name());
            parts.add(layout.whole(i));
          }
        } else {
          add(names, name(column));
          parts.add(part(layout, column.field()));
        }
      }
    }
    return RowProjection.of(layout, parts.toArray(new RowPart[0]), names.toArray(new String[0]));
  }

  /** Takes {@code count} without parentheses for the function, unless there is a field of it. */
  static List<SelectItem> countBare(RowLayout layout, List<SelectItem> items) {
    SelectItem bare = new SelectItem.Column("", "count");
    if (!items.contains(bare) || layout.part("count") != null) {
      return items;
    }
    SelectItem call = new SelectItem.Aggregate("", AggregateFunction.COUNT, "");
    return items.stream().map(item -> item.equals(bare) ? call : item).toList();
  }

  /**
   * Returns the embeddings of a list.
   *
   * @param catalog all tables, or null if nothing can be embedded here
   * @param terms the terms of the query around, from which those of the embeddings are taken
   */
  static List<Embedding> embeddings(
      Catalog catalog, RowLayout layout, List<SelectItem> items, List<QueryTerm> terms) {
    List<Embedding> embeddings = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (SelectItem item : items) {
      if (item instanceof SelectItem.Column column && !column.field().equals("*")) {
        names.add(name(column));
      }
      if (item instanceof SelectItem.Embed embed) {
        TableMeta from = catalog == null ? null : catalog.table(layout.table().id());
        if (from == null) {
          throw QueryErrors.notYet("embedding ('" + embed.target() + "') here is");
        }
        add(names, embed.name());
        Relation relation = Relation.find(catalog, from, embed);
        List<QueryTerm> own = take(terms, embed.name() + ".");
        Query query = Query.embedded(catalog, relation.target().layout(), embed.items(), own);
        if (relation.toOne() && query.aggregation() != null) {
          throw QueryErrors.notYet("aggregates of a single row ('" + embed.name() + "') are");
        }
        embeddings.add(new Embedding(embed.name(), relation, query, embed.inner()));
      }
    }
    return List.copyOf(embeddings);
  }

  /** Takes out the terms that begin with a prefix, and returns them without it. */
  private static List<QueryTerm> take(List<QueryTerm> terms, String prefix) {
    List<QueryTerm> own = new ArrayList<>();
    for (QueryTerm term : terms) {
      if (term.name().startsWith(prefix)) {
        own.add(new QueryTerm(term.name().substring(prefix.length()), term.value()));
      }
    }
    terms.removeIf(term -> term.name().startsWith(prefix));
    return own;
  }

  /** Returns the name of a column in the result. */
  static String name(SelectItem.Column column) {
    return column.alias().isEmpty() ? column.field() : column.alias();
  }

  /** Adds a name that must be new. */
  static void add(List<String> names, String name) {
    if (names.contains(name)) {
      throw QueryErrors.malformed("'" + name + "' is selected twice")
          .withHint("give one of them another name: 'other:" + name + "'");
    }
    names.add(SelectParser.checked(name));
  }

  private static RowPart part(RowLayout layout, String name) {
    RowPart part = layout.part(name);
    if (part == null) {
      throw QueryErrors.unknownField(layout, name);
    }
    return part;
  }

  static RowField field(RowLayout layout, String name) {
    RowField field = layout.field(name);
    if (field == null) {
      throw QueryErrors.unknownField(layout, name);
    }
    return field;
  }
}
