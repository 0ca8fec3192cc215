package io.tactus.storage.query.aggregate;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowJson;
import java.util.Arrays;

/**
 * The groups met so far and their state: open addressing over the values of the grouped fields. A
 * group is known by its first row, whose address stays valid while the version is pinned.
 *
 * <p>Bounded by the number of groups. Threading: one thread. Reusable; allocates only to grow.
 */
public final class GroupTable {

  private static final int FEW = 64;

  /** More words than this are given back after a run. */
  private static final int KEPT_WORDS = 1 << 16;

  private GroupFields fields;
  private Accumulator[] accumulators;
  private int stride;
  private int maxGroups;
  private int[] buckets = new int[2 * FEW];
  private long[] rows = new long[FEW];
  private long[] state = new long[FEW];
  private int count;

  /** Creates a table without groups. */
  public GroupTable() {}

  /** Begins anew. Without grouped fields there is one group from the start. */
  public void begin(GroupFields newFields, Accumulator[] newAccumulators, int newMaxGroups) {
    fields = newFields;
    accumulators = newAccumulators;
    maxGroups = newMaxGroups;
    stride = 0;
    for (Accumulator accumulator : newAccumulators) {
      stride += accumulator.words();
    }
    if (state.length > KEPT_WORDS) {
      state = new long[FEW];
    }
    Arrays.fill(buckets, 0);
    count = 0;
    if (newFields.size() == 0) {
      open(0);
    }
  }

  /**
   * Takes a row.
   *
   * @throws Rejection RESULT_TOO_LARGE if it would begin a group too many
   */
  public void add(long row) {
    int group = fields.size() == 0 ? 0 : groupOf(row);
    int at = group * stride;
    for (Accumulator accumulator : accumulators) {
      accumulator.add(state, at, row);
      at += accumulator.words();
    }
  }

  /** Takes a row for one function only; there must be no grouped fields. */
  public void add(int position, long row) {
    accumulators[position].add(state, start(position, 0), row);
  }

  /** Takes so many rows of the one group; all functions must be counts of rows. */
  public void addCounted(long rowCount) {
    for (int i = 0; i < stride; i++) {
      state[i] += rowCount;
    }
  }

  /** Returns the number of groups. */
  public int count() {
    return count;
  }

  /** Returns a row of a group, or 0 for the one group of no rows. */
  public long row(int group) {
    return rows[group];
  }

  /** Returns the group of a row that has been taken. */
  public int groupOf(long row) {
    int mask = buckets.length - 1;
    int bucket = (int) fields.hash(row) & mask;
    while (buckets[bucket] != 0) {
      int group = buckets[bucket] - 1;
      if (fields.same(rows[group], row)) {
        return group;
      }
      bucket = (bucket + 1) & mask;
    }
    int group = open(row);
    buckets[bucket] = group + 1;
    if (2 * count > buckets.length) {
      grow();
    }
    return group;
  }

  private int open(long row) {
    if (count >= maxGroups) {
      throw new Rejection(
              RejectionCode.RESULT_TOO_LARGE, "more than " + maxGroups + " groups of rows")
          .withHint("filter the rows, or group by fewer fields");
    }
    int group = count++;
    if (group == rows.length) {
      rows = Arrays.copyOf(rows, 2 * group);
    }
    int end = count * stride;
    if (end > state.length) {
      state = Arrays.copyOf(state, Math.max(end, 2 * state.length));
    }
    Arrays.fill(state, end - stride, end, 0);
    rows[group] = row;
    return group;
  }

  private void grow() {
    buckets = new int[2 * buckets.length];
    int mask = buckets.length - 1;
    for (int group = 0; group < count; group++) {
      int bucket = (int) fields.hash(rows[group]) & mask;
      while (buckets[bucket] != 0) {
        bucket = (bucket + 1) & mask;
      }
      buckets[bucket] = group + 1;
    }
  }

  /** Writes a grouped field of a group. */
  public void writeField(JsonWriter out, RowJson json, int position, int group) {
    fields.write(out, json, position, rows[group]);
  }

  /**
   * Writes the result of an accumulator for a group.
   *
   * @throws Rejection INVALID_VALUE {@code value_out_of_range}
   */
  public void writeResult(JsonWriter out, RowJson json, int position, int group) {
    accumulators[position].write(out, json, state, start(position, group));
  }

  /** Returns where the state of an accumulator begins for a group. */
  private int start(int position, int group) {
    int at = group * stride;
    for (int i = 0; i < position; i++) {
      at += accumulators[i].words();
    }
    return at;
  }
}
