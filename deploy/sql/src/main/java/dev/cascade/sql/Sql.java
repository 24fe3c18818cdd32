package dev.cascade.sql;

import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Installation;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.sql.rows.FinalRows;
import dev.cascade.sql.rows.JsonLines;
import dev.cascade.sql.rows.RowPrinter;
import dev.cascade.sql.rows.TextTable;
import dev.cascade.sql.run.Names;
import dev.cascade.sql.run.Script;
import dev.cascade.sql.run.Session;
import dev.cascade.sql.run.SqlFailedException;
import dev.cascade.sql.run.Statement;
import dev.cascade.sql.tables.TopicConnection;
import dev.cascade.sql.tables.TopicTable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./cascade sql}. */
@Command(
    name = "cascade sql",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Runs SQL (Apache Flink's) on the topics and prints rows as they change: +I comes, -D goes,"
          + " -U is replaced by the +U after it. Ctrl-C ends it.",
      "Each topic is a table: orders is the latest record of each order, orders_log every record;"
          + " --tables lists all. Fields about a person are masked.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./cascade sql -e 'SELECT state, COUNT(*) AS n FROM orders GROUP BY state'",
      "  ./cascade sql --once deploy/sql/examples/revenue-by-product.sql",
      "  ./cascade sql deploy/sql/platinum-emails.sql",
      "",
      "deploy/sql/README.md has more."
    })
public final class Sql implements Callable<Integer> {

  private static final String LOG = "sql";

  private final PrintStream out;
  private final PrintStream err;
  private final Installation installation;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "Statements, ending in ; each.")
  private @Nullable Path file;

  @Option(
      names = {"-e", "--execute"},
      paramLabel = "SQL",
      description = "Runs this instead of a file.")
  private @Nullable String text;

  @Option(names = "--tables", description = "Lists the tables and what a row of them is.")
  private boolean listTables;

  @Option(
      names = "--once",
      description = "Reads to where the topics end now, prints the final rows and ends.")
  private boolean once;

  @Option(names = "--json", description = "Prints an object a line.")
  private boolean json;

  @Option(names = "--personal", description = "Shows fields about a person; not masked.")
  private boolean showPersonal;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "What stands for ${NAME} in the file.")
  private Map<String, String> set = new HashMap<>();

  @Mixin private Where where = new Where();

  @Mixin private OnWhat onWhat = new OnWhat();

  private Sql(Installation installation, PrintStream out, PrintStream err) {
    this.installation = installation;
    this.out = out;
    this.err = err;
  }

  /** Runs it; the exit status is 0, 1 when it failed, 2 when it is used wrongly. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Installation installation =
        Installation.of(Path.of(System.getProperty("cascade.root", ".")), System.getenv());
    Logging.toFile(installation.log(LOG));
    System.exit(run(installation, out, err, args));
  }

  /** As {@link #main}, with these streams. */
  static int run(Installation installation, PrintStream out, PrintStream err, String... args) {
    return new CommandLine(new Sql(installation, out, err))
        .setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler((failure, _, _) -> explain(failure, err))
        .execute(args);
  }

  @Override
  public Integer call() throws IOException {
    if (listTables) {
      tables().forEach(it -> out.printf("%-28s %s%n", it.name(), it.rowIs()));
      return 0;
    }
    String script = script();
    TopicConnection connection = where.connection(installation, showPersonal);
    List<Statement> statements = Script.statements(names(connection).fill(script, set.keySet()));
    refuseWhatNeverRuns(statements);
    Session session =
        new Session(onWhat.configuration(installation, name(), statements, err), this::tell);
    session.declare(tables(), connection, once);
    try (Ending _ = Ending.of(session)) {
      for (Statement statement : statements) {
        session.target(statement).ifPresent(new OwnTopic(connection, err)::make);
        session.run(statement, this::printer);
      }
      return 0;
    } catch (SqlFailedException e) {
      err.printf("%s:%d: %s%n", name(), e.line(), e.getMessage());
      return 1;
    }
  }

  private void tell(String state) {
    err.printf("%s is %s; %s says why%n", name(), state, installation.log(LOG));
  }

  private static List<TopicTable> tables() {
    return TopicCatalogue.load().topics().stream()
        .flatMap(topic -> TopicTable.of(topic).stream())
        .toList();
  }

  private String script() throws IOException {
    if ((file == null) == (text == null)) {
      throw new IllegalArgumentException(
          "One of FILE and -e SQL is needed; ./cascade sql --help has examples");
    }
    try {
      return text != null ? text : Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("There is no file " + file, e);
    }
  }

  private String name() {
    return file == null ? "-e" : file.toString();
  }

  private Names names(TopicConnection connection) {
    Map<String, String> values = new HashMap<>(set);
    values.put("registry", connection.registry());
    values.put("kafka", "'connector' = 'kafka',\n  " + clients(connection));
    values.put("kafka-clients", clients(connection));
    return new Names(values);
  }

  private static String clients(TopicConnection connection) {
    return String.join(", ", connection.clientOptions());
  }

  private void refuseWhatNeverRuns(List<Statement> statements) {
    if (statements.isEmpty()) {
      throw new IllegalArgumentException(name() + " has no statement");
    }
    for (Statement statement : statements.subList(0, statements.size() - 1)) {
      if (!once && (statement.isQuery() || statement.isInsert())) {
        throw new IllegalArgumentException(
            "%s:%d: this statement never ends, so those after it never run; with --once it ends"
                .formatted(name(), statement.line()));
      }
    }
  }

  private RowPrinter printer(List<String> columns) {
    RowPrinter printer =
        json
            ? new JsonLines(columns, out)
            : once ? TextTable.ofFinalRows(columns, out) : TextTable.ofChanges(columns, out);
    return once ? new FinalRows(printer) : printer;
  }

  private static int explain(Exception failure, PrintStream err) {
    if (failure instanceof ServerFailedException || failure instanceof IllegalArgumentException) {
      err.println("cascade sql: " + failure.getMessage());
    } else {
      failure.printStackTrace(err);
    }
    return 1;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
