package dev.cascade.sql.rows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import org.apache.flink.types.Row;

/** An object a line: {@code {"op": "+I", "row": {...}}}. */
public record JsonLines(List<String> columns, PrintStream out) implements RowPrinter {

  @Override
  public void print(Row row) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("op", row.getKind().shortString());
    line.set("row", Cells.object(columns, row));
    out.println(line);
  }

  @Override
  public void end() {}
}
