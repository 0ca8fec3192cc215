package io.tactus.perf.suite;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.util.List;

/** The benchmarks of the suite by name, {@code Class.method}, in the order they run. */
final class StorageBenchmarks {
  static final String PACKAGE = "io.tactus.perf.storage.";

  static final List<String> NAMES =
      List.of(
          "PointReadBenchmark.agronaLong2ObjectHashMap",
          "PointReadBenchmark.tactusInPinnedVersion",
          "PointReadBenchmark.tactusPinAndRead",
          "ShuffledPointReadBenchmark.agronaLong2ObjectHashMap",
          "ShuffledPointReadBenchmark.tactusInPinnedVersion",
          "ShuffledPointReadBenchmark.agronaOneAfterTheOther",
          "ShuffledPointReadBenchmark.tactusOneAfterTheOther",
          "ScanBenchmark.filterBuffer",
          "ScanBenchmark.filterByPages",
          "ScanBenchmark.filterByRows",
          "ScanBenchmark.sumBuffer",
          "ScanBenchmark.sumByCursor",
          "ParallelSumBenchmark.bufferOneThread",
          "ParallelSumBenchmark.bufferTwoThreads",
          "ParallelSumBenchmark.jarOneThread",
          "ParallelSumBenchmark.jarTwoThreads",
          "ParallelSumBenchmark.procedureOneThread",
          "ParallelSumBenchmark.procedureTwoThreads",
          "ParallelSumBenchmark.tactusOneThread",
          "ParallelSumBenchmark.tactusTwoThreads",
          "OrderedRangeBenchmark.index",
          "OrderedRangeBenchmark.treeMap",
          "WriteFloorBenchmark.copies",
          "WriteFloorBenchmark.copiesTogether",
          "IndexedWriteBenchmark.insertAndDelete",
          "IndexedWriteBenchmark.insertUpdateDelete",
          "IndexedWriteBenchmark.update",
          "IndexedWriteBenchmark.updateUnindexed",
          "EmptyingBenchmark.delete",
          "HelpedWriteBenchmark.insertAndDelete",
          "HelpedWriteBenchmark.insertUpdateDelete",
          "HelpedWriteBenchmark.update",
          "EightPerVersionWriteBenchmark.insertAndDelete",
          "EightPerVersionWriteBenchmark.insertUpdateDelete",
          "EightPerVersionWriteBenchmark.update",
          "EightPerVersionWriteBenchmark.updateUnindexed",
          "OneIndexWriteBenchmark.insertAndDelete",
          "OneIndexWriteBenchmark.insertUpdateDelete",
          "OneIndexWriteBenchmark.update",
          "OneIndexWriteBenchmark.updateUnindexed",
          "H2Benchmark.h2FilteredAggregate",
          "H2Benchmark.h2GroupedAggregate",
          "H2Benchmark.h2InsertAndDelete",
          "H2Benchmark.h2InsertAndDelete1000",
          "H2Benchmark.h2PointRead",
          "H2Benchmark.h2RangeOf100",
          "H2Benchmark.h2Scan",
          "H2Benchmark.h2Update",
          "H2Benchmark.tactusFilteredAggregate",
          "H2Benchmark.tactusGroupedAggregate",
          "H2Benchmark.tactusInsertAndDelete",
          "H2Benchmark.tactusInsertAndDelete1000",
          "H2Benchmark.tactusPointRead",
          "H2Benchmark.tactusRangeOf100",
          "H2Benchmark.tactusScan",
          "H2Benchmark.tactusUpdate",
          "H2JoinBenchmark.h2GuildWithMembers",
          "H2JoinBenchmark.h2MembersOfHighGuilds",
          "H2JoinBenchmark.h2MembersWithGuild",
          "H2JoinBenchmark.tactusGuildWithMembers",
          "H2JoinBenchmark.tactusMembersOfHighGuilds",
          "H2JoinBenchmark.tactusMembersWithGuild",
          "H2ItemReadBenchmark.h2PointReadInNoOrder",
          "H2ItemReadBenchmark.h2TenOfAKind",
          "H2ItemReadBenchmark.h2Top10",
          "H2ItemReadBenchmark.tactusPointReadInNoOrder",
          "H2ItemReadBenchmark.tactusTenOfAKind",
          "H2ItemReadBenchmark.tactusTop10",
          "H2ItemWriteBenchmark.h2Delete1000ByFilter",
          "H2ItemWriteBenchmark.h2Delete100WithTenEach",
          "H2ItemWriteBenchmark.h2Insert1000InNoOrder",
          "H2ItemWriteBenchmark.h2UpdateByFilter",
          "H2ItemWriteBenchmark.h2UpdateIndexedByFilter",
          "H2ItemWriteBenchmark.tactusDelete1000ByFilter",
          "H2ItemWriteBenchmark.tactusDelete100WithTenEach",
          "H2ItemWriteBenchmark.tactusInsert1000InNoOrder",
          "H2ItemWriteBenchmark.tactusUpdateByFilter",
          "H2ItemWriteBenchmark.tactusUpdateIndexedByFilter",
          "CacheEfficiencyBenchmark.memory",
          "CacheEfficiencyBenchmark.pointRead",
          "CacheEfficiencyBenchmark.rangeOf100",
          "CacheEfficiencyBenchmark.scanOfOneRow",
          "CacheEfficiencyBenchmark.insert",
          "CacheEfficiencyBenchmark.update",
          "CacheEfficiencyBenchmark.updateUnindexed",
          "CacheEfficiencyBenchmark.delete");

  private StorageBenchmarks() {}

  /**
   * Returns those whose name contains {@code part}, which may be empty.
   *
   * @throws CommandFailure if there is none: a suite of nothing would find no goal missed
   */
  static List<String> matching(String part) {
    List<String> matching = NAMES.stream().filter(name -> name.contains(part)).toList();
    if (matching.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no benchmark has '"
              + part
              + "' in its name; there are\n  "
              + String.join("\n  ", NAMES));
    }
    return matching;
  }

  /** Tells whether it counts lines and bytes of memory instead of time. */
  static boolean isTraced(String name) {
    return name.startsWith("CacheEfficiency");
  }

  /**
   * Returns the numbers of rows it is run with; none if its own are right.
   *
   * @param many rows that do not fit into any cache
   */
  static List<String> rows(String name, int many) {
    String large = Integer.toString(many);
    return switch (name.substring(0, name.indexOf('.'))) {
      case "PointReadBenchmark", "ShuffledPointReadBenchmark" -> List.of("10000", large);
      case "IndexedWriteBenchmark",
          "HelpedWriteBenchmark",
          "EightPerVersionWriteBenchmark",
          "OneIndexWriteBenchmark",
          "WriteFloorBenchmark",
          "OrderedRangeBenchmark" ->
          List.of("100000", large);
      case "ParallelSumBenchmark" -> List.of(large);
      default -> List.of();
    };
  }
}
