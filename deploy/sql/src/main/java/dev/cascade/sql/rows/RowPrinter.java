package dev.cascade.sql.rows;

import org.apache.flink.types.Row;

/** Prints the rows of one query. */
public interface RowPrinter {

  /** A row comes (+I), goes (-D), or is replaced (-U and +U). */
  void print(Row row);

  /** No more rows come. */
  void end();
}
