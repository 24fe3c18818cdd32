package dev.cascade.local.reconcile.statement;

import dev.cascade.local.reconcile.books.Amount;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Statements as comma-separated values (RFC 4180): a header with {@code reference}, {@code amount}
 * (a decimal, negative for a debit), {@code currency}, {@code booked} (a day, or a moment with its
 * offset) and, for several accounts in one file, {@code account}; other columns do not matter.
 */
final class CsvStatement {

  private static final String REFERENCE = "reference";
  private static final String AMOUNT = "amount";
  private static final String CURRENCY = "currency";
  private static final String BOOKED = "booked";
  private static final String ACCOUNT = "account";
  private static final List<String> NEEDED = List.of(REFERENCE, AMOUNT, CURRENCY, BOOKED);
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,9})?");
  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

  private final List<String> faults = new ArrayList<>();
  private final Map<Optional<String>, List<StatementLine>> lines = new LinkedHashMap<>();

  private CsvStatement() {}

  /**
   * One statement for each account that the file names, or one for a file that names none.
   *
   * @param name the file's, for errors
   * @throws UnreadableStatementException when it is no such file, with every fault
   */
  static List<Statement> read(String name, Reader text) {
    CsvStatement read = new CsvStatement();
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
            .setAllowMissingColumnNames(true)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    try (CSVParser records = format.parse(text)) {
      read.all(records);
    } catch (UncheckedIOException | IOException | IllegalArgumentException e) {
      read.faults.add(String.valueOf(e.getMessage()));
    }
    if (!read.faults.isEmpty()) {
      throw new UnreadableStatementException(name, read.faults);
    }
    return read.lines.entrySet().stream()
        .map(each -> statement(each.getKey(), each.getValue()))
        .toList();
  }

  private void all(CSVParser records) {
    List<String> missing =
        NEEDED.stream().filter(column -> !records.getHeaderMap().containsKey(column)).toList();
    if (!missing.isEmpty()) {
      faults.add(
          "the first line has no column %s; needed are %s"
              .formatted(String.join(", ", missing), String.join(", ", NEEDED)));
      return;
    }
    for (CSVRecord record : records) {
      one(record, "line " + records.getCurrentLineNumber());
    }
    if (lines.isEmpty() && faults.isEmpty()) {
      faults.add("it has no line below its header");
    }
  }

  private void one(CSVRecord record, String place) {
    if (!record.isConsistent()) {
      faults.add("%s has %d fields, the header has more or fewer".formatted(place, record.size()));
      return;
    }
    int before = faults.size();
    String reference = record.get(REFERENCE);
    String amount = record.get(AMOUNT);
    String currency = record.get(CURRENCY);
    Optional<LocalDate> booked = day(record.get(BOOKED));
    unless(!reference.isEmpty(), place + ": reference is empty");
    unless(
        DECIMAL.matcher(amount).matches() && new BigDecimal(amount).signum() != 0,
        "%s: amount '%s' is no decimal such as -24.50".formatted(place, amount));
    unless(
        CODE.matcher(currency).matches(),
        "%s: currency '%s' is no ISO 4217 code".formatted(place, currency));
    unless(
        booked.isPresent(),
        "%s: booked '%s' is no day such as 2030-01-31".formatted(place, record.get(BOOKED)));
    if (faults.size() == before) {
      lines
          .computeIfAbsent(account(record), _ -> new ArrayList<>())
          .add(
              new StatementLine(
                  place, reference, Amount.of(amount, currency), booked.orElseThrow()));
    }
  }

  private void unless(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  private static Optional<String> account(CSVRecord record) {
    return record.isMapped(ACCOUNT)
        ? Optional.of(record.get(ACCOUNT)).filter(account -> !account.isEmpty())
        : Optional.empty();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(
          text.length() <= "2030-01-31".length()
              ? LocalDate.parse(text)
              : OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Statement statement(Optional<String> account, List<StatementLine> lines) {
    return new Statement(
        account,
        Statement.firstDay(lines).orElseThrow(),
        Statement.lastDay(lines).orElseThrow(),
        Optional.empty(),
        Optional.empty(),
        lines,
        0);
  }
}
