package dev.cascade.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows in columns: the first column to the left, the others to the right. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row, which has as many cells as there are headings. */
  public void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + rows.getFirst().size() + " headings");
    }
    rows.add(List.of(cells));
  }

  /** The lines of the table. */
  public List<String> lines() {
    int columns = rows.getFirst().size();
    List<Integer> widths = new ArrayList<>(Collections.nCopies(columns, 0));
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths.set(column, Math.max(widths.get(column), row.get(column).length()));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String padding = " ".repeat(widths.get(column) - row.get(column).length());
      line.append(column == 0 ? "" : "  ");
      line.append(column == 0 ? row.get(column) + padding : padding + row.get(column));
    }
    return line.toString().stripTrailing();
  }
}
