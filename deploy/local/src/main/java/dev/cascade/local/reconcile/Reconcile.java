package dev.cascade.local.reconcile;

import dev.cascade.local.reconcile.books.BooksReader;
import dev.cascade.local.reconcile.books.Period;
import dev.cascade.local.reconcile.statement.Statement;
import dev.cascade.local.reconcile.statement.StatementFile;
import dev.cascade.local.run.Installation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command {@code ./cascade reconcile}. */
@Command(
    name = "reconcile",
    description = {
      "Compares the ledger's entries with the payments, the payments with the orders, and an"
          + " account with a statement from outside. Lists what does not agree, with the reason.",
      ""
    },
    footer = {
      "",
      "A statement is CSV with the columns reference, amount, currency, booked (and account), or"
          + " ISO 20022 camt.053; the reference is the payment's id.",
      "Exit status: 0 everything agrees, 4 there are breaks, 1 it could not be compared."
    })
public final class Reconcile implements Callable<Integer> {

  private static final int BREAKS = 4;
  private static final Duration USUAL = Duration.ofDays(1);

  /** What is younger may still be on its way through the topics and into the views. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final Installation installation;
  private final PrintStream out;
  private final InstantSource clock;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Says how it is used.")
  private boolean help;

  @Option(
      names = "--from",
      paramLabel = "MOMENT",
      converter = Moment.class,
      description = "The earliest, such as 2030-01-31T10:00:00Z (a day ago).")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "MOMENT",
      converter = Moment.class,
      description = "The latest (a minute ago: what is younger may be on its way).")
  private @Nullable Instant to;

  @Option(
      names = "--statement",
      paramLabel = "FILE",
      description = "A statement to compare with, CSV or camt.053.")
  private @Nullable Path statement;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "Whose statement it is, where the file says nothing or another name.")
  private @Nullable String account;

  @Option(
      names = "--days",
      defaultValue = "3",
      paramLabel = "N",
      description = "How many days apart ledger and statement may book (${DEFAULT-VALUE}).")
  private int days;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  /** The command for what runs in an installation; it prints there. */
  public Reconcile(Installation installation, PrintStream out, InstantSource clock) {
    this.installation = installation;
    this.out = out;
    this.clock = clock;
  }

  /** A moment, or a clear refusal. */
  static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no moment such as 2030-01-31T10:00:00Z");
      }
    }
  }

  @Override
  public Integer call() {
    List<Statement> statements = statements();
    BooksReader reader = BooksReader.of(installation);
    Reconciliation found = Reconciliation.of(reader.read(period()), statements, reader, days);
    if (json) {
      out.println(ReconciliationText.json(found));
    } else {
      ReconciliationText.lines(found).forEach(out::println);
    }
    return found.breaks().isEmpty() ? 0 : BREAKS;
  }

  private Period period() {
    Instant until = to == null ? clock.instant().minus(SETTLING) : to;
    Instant since = from == null ? until.minus(USUAL) : from;
    if (since.isAfter(until)) {
      throw new IllegalArgumentException("--from %s is after --to %s".formatted(since, until));
    }
    return new Period(since, until);
  }

  private List<Statement> statements() {
    if (days < 0 || days > 366) {
      throw new IllegalArgumentException("--days must be from 0 to 366");
    }
    if (statement == null) {
      if (account != null) {
        throw new IllegalArgumentException("--account says whose --statement it is; give both");
      }
      return List.of();
    }
    List<Statement> read = StatementFile.read(statement);
    if (account != null && read.size() > 1) {
      throw new IllegalArgumentException(
          "The file has statements of %d accounts; --account is for one".formatted(read.size()));
    }
    return read.stream().map(this::named).toList();
  }

  private Statement named(Statement it) {
    if (account != null) {
      return it.of(account);
    }
    if (it.account().isEmpty()) {
      throw new IllegalArgumentException(
          "The file does not say whose statement it is; --account ID does");
    }
    return it;
  }
}
