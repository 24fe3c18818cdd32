package dev.cascade.local;

import dev.cascade.local.platform.CustomerDatabase;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.ConnectParts;
import dev.cascade.local.run.Ecosystem;
import dev.cascade.local.run.Installation;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./cascade db}: executes SQL on the customers' database. */
@Command(
    name = "db",
    description = {
      "Executes SQL on the database of a home that is up --with connect.",
      "Without SQL it prints where the database is, for psql and JDBC."
    },
    footer = {
      "./cascade db \"SELECT * FROM customers\"",
      "./cascade db \"UPDATE customers SET level = 'PLATINUM' WHERE id = 'c-bob'\""
    })
final class DbCommand implements Callable<Integer> {

  private static final int MOST_ROWS = 1_000;
  private static final String BETWEEN = " | ";

  private final Installation installation;
  private final PrintStream out;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Says how it is used.")
  private boolean help;

  @Parameters(
      arity = "0..1",
      paramLabel = "SQL",
      description = "Statements, with semicolons between; together they are one transaction.")
  private @Nullable String sql;

  DbCommand(Installation installation, PrintStream out) {
    this.installation = installation;
    this.out = out;
  }

  @Override
  public Integer call() {
    ConnectParts parts =
        Ecosystem.of(installation)
            .connect()
            .orElseThrow(() ->
                new ServerFailedException(
                    "This home has no database; ./cascade up --with connect starts one."));
    if (!parts.postgres().isAlive()) {
      throw new ServerFailedException("postgres does not run; ./cascade up starts it.");
    }
    if (sql == null) {
      out.println("psql " + parts.postgres().psqlUrl(CustomerDatabase.NAME));
      out.println(parts.postgres().jdbcUrl(CustomerDatabase.NAME));
      return 0;
    }
    try (Connection connection = parts.database().connect();
        Statement statement = connection.createStatement()) {
      execute(statement, sql);
      return 0;
    } catch (SQLException e) {
      throw new ServerFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private void execute(Statement statement, String text) throws SQLException {
    statement.setMaxRows(MOST_ROWS);
    boolean isRows = statement.execute(text);
    while (true) {
      if (isRows) {
        print(statement.getResultSet());
      } else if (statement.getUpdateCount() < 0) {
        return;
      } else {
        out.println(statement.getUpdateCount() + " row(s) changed");
      }
      isRows = statement.getMoreResults();
    }
  }

  private void print(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> names = new ArrayList<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      names.add(columns.getColumnLabel(column));
    }
    out.println(String.join(BETWEEN, names));
    int count = 0;
    while (rows.next()) {
      List<String> values = new ArrayList<>();
      for (int column = 1; column <= names.size(); column++) {
        String value = rows.getString(column);
        values.add(value == null ? "" : value);
      }
      out.println(String.join(BETWEEN, values));
      count++;
    }
    out.println(count == MOST_ROWS ? "(the first " + MOST_ROWS + " rows)" : "(" + count + " rows)");
  }
}
