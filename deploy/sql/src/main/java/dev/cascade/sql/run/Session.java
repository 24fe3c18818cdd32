package dev.cascade.sql.run;

import dev.cascade.sql.rows.RowPrinter;
import dev.cascade.sql.tables.TopicConnection;
import dev.cascade.sql.tables.TopicTable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Runs statements, one after the other, on a cluster in this process or elsewhere. */
public final class Session {

  private static final Pattern TOPIC = Pattern.compile("'topic' = '([^']+)'");

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Set<JobStatus> TOLD =
      EnumSet.of(JobStatus.RUNNING, JobStatus.RESTARTING, JobStatus.FAILING);

  private final TableEnvironment tables;
  private final Consumer<String> progress;
  private volatile Optional<JobClient> running = Optional.empty();

  /**
   * A session with that configuration of Flink.
   *
   * @param progress hears in a word what becomes of an INSERT
   */
  public Session(Configuration configuration, Consumer<String> progress) {
    this.progress = progress;
    tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
    tables.getConfig().set("table.local-time-zone", "UTC");
  }

  /** Makes the tables known. */
  public void declare(List<TopicTable> topics, TopicConnection connection, boolean toPresentEnd) {
    topics.forEach(topic -> tables.executeSql(topic.statement(connection, toPresentEnd)));
  }

  /**
   * Runs one statement to its end, which may never come.
   *
   * @param printer makes what prints rows of these columns
   * @throws SqlFailedException when it is wrong, or ends with a failure
   */
  public void run(Statement statement, Function<List<String>, RowPrinter> printer) {
    Optional<Statement.Setting> setting = statement.setting();
    if (setting.isPresent()) {
      tables.getConfig().set(setting.get().key(), setting.get().value());
      return;
    }
    TableResult result = executed(statement);
    running = result.getJobClient();
    try {
      if (statement.isInsert()) {
        awaitEnd(result);
      } else if (result.getResultKind() == ResultKind.SUCCESS_WITH_CONTENT) {
        print(result, printer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw SqlFailedException.whileRunning(statement, e);
    } catch (RuntimeException e) {
      throw e instanceof IllegalArgumentException
          ? e
          : SqlFailedException.whileRunning(statement, e);
    } finally {
      running = Optional.empty();
    }
  }

  /** Says when what runs has to begin again, and when it runs again. */
  private void awaitEnd(TableResult result) throws InterruptedException, ExecutionException {
    JobClient job = result.getJobClient().orElseThrow();
    JobStatus told = JobStatus.RUNNING;
    while (true) {
      try {
        result.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        JobStatus now = job.getJobStatus().get();
        if (now != told && TOLD.contains(now)) {
          progress.accept(now.name().toLowerCase(Locale.ROOT));
          told = now;
        }
      }
    }
  }

  private TableResult executed(Statement statement) {
    try {
      return tables.executeSql(statement.text());
    } catch (RuntimeException e) {
      throw SqlFailedException.inStatement(statement, e);
    }
  }

  private static void print(TableResult result, Function<List<String>, RowPrinter> printers) {
    RowPrinter printer =
        printers.apply(
            result.getResolvedSchema().getColumns().stream().map(Column::getName).toList());
    try (CloseableIterator<Row> rows = result.collect()) {
      rows.forEachRemaining(printer::print);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The query does not end", e);
    }
    printer.end();
  }

  /** The topic that an INSERT writes, when it writes one. */
  public Optional<String> target(Statement statement) {
    return statement
        .target()
        .map(table -> tables.executeSql("SHOW CREATE TABLE " + table))
        .map(shown -> shown.collect().next().getFieldAs(0).toString())
        .map(TOPIC::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  /** What runs now, if anything does. */
  public Optional<JobClient> running() {
    return running;
  }
}
