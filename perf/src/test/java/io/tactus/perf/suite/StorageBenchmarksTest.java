package io.tactus.perf.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

class StorageBenchmarksTest {

  @Test
  void shouldNameMethodsThatAreThere() throws ClassNotFoundException {
    for (String name : StorageBenchmarks.NAMES) {
      String[] parts = name.split("\\.", -1);
      Class<?> type = Class.forName(StorageBenchmarks.PACKAGE + parts[0]);
      assertTrue(
          Arrays.stream(type.getMethods())
              .anyMatch(
                  method ->
                      method.getName().equals(parts[1])
                          && method.isAnnotationPresent(Benchmark.class)),
          name);
    }
  }

  @Test
  void shouldFindABenchmarkByItsClassOrMethod() {
    assertEquals(4, StorageBenchmarks.matching("IndexedWriteBenchmark").size());
    assertEquals(
        List.of("IndexedWriteBenchmark.insertUpdateDelete"),
        StorageBenchmarks.matching("IndexedWriteBenchmark.insertUpdateDelete"));
    assertEquals(StorageBenchmarks.NAMES, StorageBenchmarks.matching(""));
  }

  @Test
  void shouldRefuseANameThatNoBenchmarkHas() {
    CommandFailure refused =
        assertThrows(CommandFailure.class, () -> StorageBenchmarks.matching("NoSuchBenchmark"));
    assertEquals(ExitCode.USAGE, refused.exitCode());
    assertTrue(refused.getMessage().contains("'NoSuchBenchmark'"), refused.getMessage());
  }

  @Test
  void shouldRunWhatTheGoalsSpeakOf() {
    for (int many : List.of(StorageSuite.Size.FULL.many(), StorageSuite.Size.QUICK.many())) {
      for (Goal goal : StorageGoals.of(many)) {
        Stream.concat(goal.above().stream(), goal.below().stream())
            .forEach(
                name -> {
                  String benchmark = name.substring(0, name.indexOf(':'));
                  String rows = name.substring(name.indexOf("rows=") + 5);
                  assertTrue(StorageBenchmarks.NAMES.contains(benchmark), name);
                  List<String> given = StorageBenchmarks.rows(benchmark, many);
                  assertTrue(given.isEmpty() || given.contains(rows), name);
                });
      }
    }
  }
}
