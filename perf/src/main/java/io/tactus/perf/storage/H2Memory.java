package io.tactus.perf.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database of H2 in memory: embedded, autocommit. It may not answer a repeated query from the
 * result of the last one, which would not look at any row.
 */
final class H2Memory implements AutoCloseable {

  /** Statements that belong together. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  private final Connection connection =
      DriverManager.getConnection("jdbc:h2:mem:;OPTIMIZE_REUSE_RESULTS=0");

  /** Creates a database of its own, by these statements. */
  H2Memory(String... definitions) throws SQLException {
    for (String definition : definitions) {
      execute(definition);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /** Does it in one transaction. */
  void atOnce(Work work) throws SQLException {
    connection.setAutoCommit(false);
    work.run();
    connection.commit();
    connection.setAutoCommit(true);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
