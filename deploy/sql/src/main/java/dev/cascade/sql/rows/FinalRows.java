package dev.cascade.sql.rows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** Keeps what all changes come to, and prints that at the end; bounded. */
public final class FinalRows implements RowPrinter {

  private static final int MOST_ROWS = 1_000_000;

  private final RowPrinter printer;
  private final Map<Row, Integer> rows = new LinkedHashMap<>();

  /** Prints the final rows by that one. */
  public FinalRows(RowPrinter printer) {
    this.printer = printer;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when there are too many to keep
   */
  @Override
  public void print(Row row) {
    RowKind kind = row.getKind();
    row.setKind(RowKind.INSERT);
    boolean comes = kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
    rows.merge(row, comes ? 1 : -1, Integer::sum);
    rows.computeIfPresent(row, (_, count) -> count == 0 ? null : count);
    if (rows.size() > MOST_ROWS) {
      throw new IllegalArgumentException(
          "More than %d rows; add a WHERE or a LIMIT".formatted(MOST_ROWS));
    }
  }

  @Override
  public void end() {
    rows.forEach((row, count) -> {
      for (int i = 0; i < count; i++) {
        printer.print(row);
      }
    });
    printer.end();
  }
}
