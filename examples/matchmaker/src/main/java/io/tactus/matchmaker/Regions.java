package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;
import java.util.List;

/** Names of regions as bits of a set. A name gets its bit when it is first used, and keeps it. */
final class Regions {
  /** Every region, also those not named yet. */
  static final long ANY = -1;

  /** Most regions a matchmaker knows: one bit of a signed 64-bit set each, less the sign. */
  static final int MAX_REGIONS = 63;

  private Regions() {}

  /** The set of the named regions; new names are added. */
  static long bits(Context context, List<String> names) {
    Table regions = context.table(MatchmakerTables.REGIONS);
    long bits = 0;
    for (String name : names) {
      bits |= 1L << bit(context, regions, name);
    }
    return bits;
  }

  private static long bit(Context context, Table regions, String name) {
    Column bit = regions.column("bit");
    Row known = regions.find(name);
    if (known != null) {
      return known.getLong(bit);
    }
    long next = regions.rowCount();
    if (next >= MAX_REGIONS) {
      throw context.reject(
          "too_many_regions",
          "there are " + MAX_REGIONS + " regions already; " + name + " would be one more");
    }
    regions.insert().set(regions.column("name"), name).set(bit, next).commit();
    return next;
  }

  /** The name of the first region of the set, or null if any will do. */
  static String firstName(Context context, long bits) {
    if (bits == ANY) {
      return null;
    }
    Table regions = context.table(MatchmakerTables.REGIONS);
    Column bit = regions.column("bit");
    int lowest = Long.numberOfTrailingZeros(bits);
    Scan scan = regions.scan();
    while (scan.next()) {
      if (scan.getLong(bit) == lowest) {
        return scan.getString(regions.column("name"));
      }
    }
    return null;
  }
}
