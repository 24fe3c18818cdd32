package dev.cascade.sql.rows;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.Row;

/**
 * A table under a header. Of rows that come as they change, nobody knows how wide the next one is:
 * a column becomes wider when a value does, up to a bound. Final rows are aligned. Nothing is cut
 * off.
 */
public final class TextTable implements RowPrinter {

  private static final String BETWEEN = "  ";
  private static final int WIDEST = 40;
  private static final String OPERATION = "op";

  private final PrintStream out;
  private final boolean isChanging;
  private final List<Integer> widths;
  private final List<List<String>> waiting = new ArrayList<>();
  private long rows;

  private TextTable(List<String> header, boolean isChanging, PrintStream out) {
    this.out = out;
    this.isChanging = isChanging;
    this.widths = new ArrayList<>(header.stream().map(_ -> 0).toList());
    line(header);
    line(header.stream().map(name -> "-".repeat(name.length())).toList());
  }

  /** A table whose rows say how each changes the result; the header is printed at once. */
  public static TextTable ofChanges(List<String> columns, PrintStream out) {
    List<String> header = new ArrayList<>(columns);
    header.addFirst(OPERATION);
    return new TextTable(header, true, out);
  }

  /** A table of final rows, printed at the end. */
  public static TextTable ofFinalRows(List<String> columns, PrintStream out) {
    return new TextTable(columns, false, out);
  }

  @Override
  public void print(Row row) {
    List<String> cells = new ArrayList<>();
    if (isChanging) {
      cells.add(row.getKind().shortString());
    }
    for (int i = 0; i < row.getArity(); i++) {
      cells.add(Cells.text(row.getField(i)));
    }
    line(cells);
    rows++;
  }

  @Override
  public void end() {
    waiting.forEach(this::printLine);
    out.println(rows == 1 ? "1 row" : rows + " rows");
  }

  private void line(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      widths.set(i, Math.min(WIDEST, Math.max(widths.get(i), cells.get(i).length())));
    }
    if (isChanging) {
      printLine(cells);
    } else {
      waiting.add(cells);
    }
  }

  private void printLine(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(cell)
          .append(" ".repeat(Math.max(0, widths.get(i) - cell.length())))
          .append(BETWEEN);
    }
    out.println(line.toString().stripTrailing());
  }
}
