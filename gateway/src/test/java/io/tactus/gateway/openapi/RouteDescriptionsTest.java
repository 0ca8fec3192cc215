package io.tactus.gateway.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.gateway.RouteTable;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks the table of routes: each is described, and nothing that is not there. */
class RouteDescriptionsTest {

  @Test
  void shouldDescribeEveryRouteAndNothingElse(@TempDir Path folder) {
    Set<String> routes = new TreeSet<>(RouteTable.operations(folder));
    assertEquals(routes, new TreeSet<>(RouteDescriptions.all().keySet()));
  }
}
