package io.tactus.pipeline.command;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The settings that decide outcomes, in force from this command on: body of a CONFIG command,
 * little-endian. Journaled at every start, before anything else. It also ends the plug-ins in
 * force: PLUGIN commands that follow name the new ones.
 *
 * <pre>
 *  0  i32 semantics version   i32 tick rate in Hz
 *  8  i64 base tick: the beat that begins now
 * 16  i64 base time: when that is, microseconds since the epoch
 * 24  i64 seed of the key hash, constant for a data folder
 * 32  i64 logical pages
 * 40  i64 work budget
 * 48  i32 result limit in bytes   i32 page bytes
 * </pre>
 *
 * @param semanticsVersion version of the rules by which commands are applied
 */
public record ConfigCommand(
    int semanticsVersion,
    int tickRateHz,
    long baseTick,
    long baseMicros,
    long hashSeed,
    long maxLogicalPages,
    long workBudget,
    int resultLimitBytes,
    int pageBytes) {

  /**
   * The rules this code applies. Goes up when the same journal would give another state, including
   * a change of what plug-in instrumentation charges.
   *
   * <p>2: dense slots, the schema version of each table's layout, declared types in a system table.
   *
   * <p>3: replies kept for idempotency keys.
   *
   * <p>3: entries of a transaction go into trees in their own order, and undo records are smaller;
   * so pages divide otherwise, and a command that is refused for memory or for what can be undone
   * is another one.
   *
   * <p>4: entries of unique hash indexes lie in groups, neighbouring keys share a bucket, trees of
   * large commands are brought up to date together, and tables that have become empty or small give
   * pages back; so pages of snapshots are others, and memory runs out elsewhere.
   */
  public static final int SEMANTICS_VERSION = 4;

  private static final int SEMANTICS_OFFSET = 0;
  private static final int TICK_RATE_OFFSET = SEMANTICS_OFFSET + Integer.BYTES;
  private static final int BASE_TICK_OFFSET = TICK_RATE_OFFSET + Integer.BYTES;
  private static final int BASE_MICROS_OFFSET = BASE_TICK_OFFSET + Long.BYTES;
  private static final int HASH_SEED_OFFSET = BASE_MICROS_OFFSET + Long.BYTES;
  private static final int PAGES_OFFSET = HASH_SEED_OFFSET + Long.BYTES;
  private static final int BUDGET_OFFSET = PAGES_OFFSET + Long.BYTES;
  private static final int RESULT_OFFSET = BUDGET_OFFSET + Long.BYTES;
  private static final int PAGE_BYTES_OFFSET = RESULT_OFFSET + Integer.BYTES;

  /** Bytes of the body. */
  public static final int SIZE_BYTES = PAGE_BYTES_OFFSET + Integer.BYTES;

  private static final long MICROS_PER_SECOND = 1_000_000;

  /** More pages than there can be frames. */
  private static final long PAGES_LIMIT = 1L << 31;

  /** Replies are sent through a buffer four times as large, whose size is an int. */
  private static final int RESULT_LIMIT = 1 << 29;

  /** Whether some server can have had these settings. */
  public boolean isPossible() {
    return tickRateHz > 0
        && maxLogicalPages > 0
        && maxLogicalPages < PAGES_LIMIT
        && workBudget > 0
        && resultLimitBytes > 0
        && resultLimitBytes <= RESULT_LIMIT
        && pageBytes > 0;
  }

  /** When a beat begins: microseconds since the epoch. Exact, however far from the base. */
  public long tickTimeMicros(long tick) {
    long beats = tick - baseTick;
    return baseMicros
        + Math.floorDiv(beats, tickRateHz) * MICROS_PER_SECOND
        + Math.floorMod(beats, tickRateHz) * MICROS_PER_SECOND / tickRateHz;
  }

  /** The first beat that begins at or after a time. */
  public long firstTickAt(long micros) {
    long delta = micros - baseMicros;
    long seconds = Math.floorDiv(delta, MICROS_PER_SECOND);
    long tick =
        baseTick
            + seconds * tickRateHz
            + Math.floorMod(delta, MICROS_PER_SECOND) * tickRateHz / MICROS_PER_SECOND;
    return tickTimeMicros(tick) >= micros ? tick : tick + 1;
  }

  /** Writes {@link #SIZE_BYTES} bytes. */
  public void encode(MutableDirectBuffer buffer, int offset) {
    buffer.putInt(offset + SEMANTICS_OFFSET, semanticsVersion, LITTLE_ENDIAN);
    buffer.putInt(offset + TICK_RATE_OFFSET, tickRateHz, LITTLE_ENDIAN);
    buffer.putLong(offset + BASE_TICK_OFFSET, baseTick, LITTLE_ENDIAN);
    buffer.putLong(offset + BASE_MICROS_OFFSET, baseMicros, LITTLE_ENDIAN);
    buffer.putLong(offset + HASH_SEED_OFFSET, hashSeed, LITTLE_ENDIAN);
    buffer.putLong(offset + PAGES_OFFSET, maxLogicalPages, LITTLE_ENDIAN);
    buffer.putLong(offset + BUDGET_OFFSET, workBudget, LITTLE_ENDIAN);
    buffer.putInt(offset + RESULT_OFFSET, resultLimitBytes, LITTLE_ENDIAN);
    buffer.putInt(offset + PAGE_BYTES_OFFSET, pageBytes, LITTLE_ENDIAN);
  }

  /** Reads what {@link #encode} wrote. */
  public static ConfigCommand decode(DirectBuffer buffer, int offset, int length) {
    if (length != SIZE_BYTES) {
      throw new MalformedCommand("a CONFIG of " + length + " bytes");
    }
    return new ConfigCommand(
        buffer.getInt(offset + SEMANTICS_OFFSET, LITTLE_ENDIAN),
        buffer.getInt(offset + TICK_RATE_OFFSET, LITTLE_ENDIAN),
        baseTick(buffer, offset),
        buffer.getLong(offset + BASE_MICROS_OFFSET, LITTLE_ENDIAN),
        buffer.getLong(offset + HASH_SEED_OFFSET, LITTLE_ENDIAN),
        buffer.getLong(offset + PAGES_OFFSET, LITTLE_ENDIAN),
        buffer.getLong(offset + BUDGET_OFFSET, LITTLE_ENDIAN),
        buffer.getInt(offset + RESULT_OFFSET, LITTLE_ENDIAN),
        buffer.getInt(offset + PAGE_BYTES_OFFSET, LITTLE_ENDIAN));
  }

  /**
   * The version alone: it is where it is in the settings of every version, and says how to read the
   * rest.
   */
  public static int semanticsVersion(DirectBuffer buffer, int offset, int length) {
    if (length < SEMANTICS_OFFSET + Integer.BYTES) {
      throw new MalformedCommand("a CONFIG of " + length + " bytes");
    }
    return buffer.getInt(offset + SEMANTICS_OFFSET, LITTLE_ENDIAN);
  }

  /** The base tick, without decoding the rest. */
  public static long baseTick(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + BASE_TICK_OFFSET, LITTLE_ENDIAN);
  }
}
