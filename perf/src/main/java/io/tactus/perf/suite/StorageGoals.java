package io.tactus.perf.suite;

import io.tactus.perf.report.Figures;
import java.util.ArrayList;
import java.util.List;

/** What the storage engine has to reach, and which of the {@link StorageBenchmarks} show it. */
final class StorageGoals {

  private StorageGoals() {}

  /**
   * The goals for these sizes.
   *
   * @param many rows that do not fit into any cache
   */
  static List<Goal> of(int many) {
    List<Goal> goals = new ArrayList<>();
    for (String order : List.of("", "Shuffled")) {
      String what = order.isEmpty() ? "point read" : "point read, keys in no order";
      String read = order + "PointReadBenchmark.tactusInPinnedVersion:rows=";
      String map = order + "PointReadBenchmark.agronaLong2ObjectHashMap:rows=";
      goals.add(Goal.atMost(what + ", 10,000 rows: time of a map", read + 10_000, map + 10_000, 3));
      goals.add(
          Goal.atMost(what + ", " + rows(many) + ": time of a map", read + many, map + many, 1.5));
    }
    for (int rows : List.of(10_000, 1_000_000)) {
      String scan = "ScanBenchmark.%s:rows=" + rows;
      goals.add(
          Goal.speed(
              "scan with two conditions, " + rows(rows) + ": bandwidth of a loop",
              scan.formatted("filterByPages"),
              scan.formatted("filterBuffer"),
              0.6));
    }
    String sum = "ParallelSumBenchmark.%s:rows=" + many;
    for (String who : List.of("tactus", "procedure", "jar")) {
      String what =
          who.equals("tactus") ? "" : " of a " + (who.equals("jar") ? "jar's " : "") + "procedure";
      goals.add(
          new Goal(
              "parallel sum" + what + ", " + rows(many) + ": speed-up of a loop's on two threads",
              List.of(sum.formatted(who + "OneThread"), sum.formatted("bufferTwoThreads")),
              List.of(sum.formatted(who + "TwoThreads"), sum.formatted("bufferOneThread")),
              false,
              0.9));
    }
    for (int rows : List.of(100_000, many)) {
      String range = "OrderedRangeBenchmark.%s:rows=" + rows;
      goals.add(
          Goal.atMost(
              "ordered range of 100, " + rows(rows) + ": time of a TreeMap",
              range.formatted("index"),
              range.formatted("treeMap"),
              1));
      double writes = rows == 100_000 ? 1_000_000 : 300_000;
      goals.add(writes("two indexes beside the key's, one helper", rows, "Helped", writes));
      goals.add(writes("one index beside the key's", rows, "OneIndex", writes));
    }
    besideH2(
        goals,
        "H2Benchmark",
        "PointRead",
        "RangeOf100",
        "Scan",
        "FilteredAggregate",
        "GroupedAggregate",
        "InsertAndDelete",
        "InsertAndDelete1000",
        "Update");
    besideH2(
        goals, "H2JoinBenchmark", "MembersWithGuild", "GuildWithMembers", "MembersOfHighGuilds");
    besideH2(goals, "H2ItemReadBenchmark", "PointReadInNoOrder", "TenOfAKind", "Top10");
    besideH2(
        goals,
        "H2ItemWriteBenchmark",
        "Delete1000ByFilter",
        "Delete100WithTenEach",
        "Insert1000InNoOrder",
        "UpdateByFilter",
        "UpdateIndexedByFilter");
    return goals;
  }

  private static void besideH2(List<Goal> goals, String benchmark, String... operations) {
    for (String operation : operations) {
      goals.add(
          Goal.speed(
              "H2, " + operation + ": speed beside it",
              benchmark + ".tactus" + operation + ":rows=100000",
              benchmark + ".h2" + operation + ":rows=100000",
              1));
    }
  }

  /** The goal of two indexes counts the helper that a server on two cores has. */
  private static Goal writes(String indexes, int rows, String benchmark, double least) {
    return Goal.rate(
        "insert, update, delete with " + indexes + ", " + rows(rows) + ": rows a second",
        benchmark + "WriteBenchmark.insertUpdateDelete:rows=" + rows,
        least);
  }

  private static String rows(int count) {
    return Figures.count(count) + " rows";
  }
}
