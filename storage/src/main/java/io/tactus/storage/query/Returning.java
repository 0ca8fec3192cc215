package io.tactus.storage.query;

import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowProjection;
import java.util.ArrayList;
import java.util.List;

/**
 * A select list as a write has it: what is given back of the rows it wrote. Threading: stateless.
 */
public final class Returning {

  private Returning() {}

  /**
   * Returns the names of the related rows a list embeds: terms that begin with one of them and a
   * dot are about those, and not about the rows to write.
   *
   * @throws io.tactus.storage.Rejection INVALID_QUERY
   */
  public static List<String> embeddedNames(String select) {
    List<String> names = new ArrayList<>();
    for (SelectItem item : SelectParser.parse(select)) {
      if (item instanceof SelectItem.Embed embed) {
        names.add(embed.name());
      }
    }
    return names;
  }

  /**
   * Returns the fields of the rows themselves that a list names.
   *
   * @throws io.tactus.storage.Rejection INVALID_QUERY
   */
  public static RowProjection columns(RowLayout layout, String select) {
    return Selection.columns(layout, SelectParser.parse(select));
  }
}
