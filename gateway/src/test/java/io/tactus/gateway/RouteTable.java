package io.tactus.gateway;

import io.tactus.gateway.http.Route;
import java.nio.file.Path;
import java.util.List;

/** The table of routes, for tests of other packages. */
public final class RouteTable {

  private RouteTable() {}

  /** Returns the names of all operations. */
  public static List<String> operations(Path folder) {
    try (TestServer server = TestServer.start(folder)) {
      return server.gateway().routes().stream().map(Route::operation).toList();
    }
  }
}
