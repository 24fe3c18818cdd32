package dev.cascade.sql.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class FinalRowsTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

  @Test
  void changesComeToWhatIsLeftAndIsAligned() {
    RowPrinter rows = new FinalRows(TextTable.ofFinalRows(List.of("state", "n"), stream));

    rows.print(Row.ofKind(RowKind.INSERT, "CREATED", 1L));
    rows.print(Row.ofKind(RowKind.UPDATE_BEFORE, "CREATED", 1L));
    rows.print(Row.ofKind(RowKind.UPDATE_AFTER, "CREATED", 2L));
    rows.print(Row.ofKind(RowKind.INSERT, "SHIPPED", 7L));
    rows.print(Row.ofKind(RowKind.DELETE, "SHIPPED", 7L));
    rows.print(Row.ofKind(RowKind.INSERT, "A", null));
    rows.print(Row.ofKind(RowKind.INSERT, "A", null));
    assertThat(text()).isEmpty();
    rows.end();

    assertThat(text())
        .isEqualTo(
            """
            state    n
            -----    -
            CREATED  2
            A        null
            A        null
            3 rows
            """);
  }

  @Test
  void aRowThatGoesBeforeItComesIsNotThere() {
    RowPrinter rows = new FinalRows(new JsonLines(List.of("a"), stream));

    rows.print(Row.ofKind(RowKind.DELETE, 1));
    rows.print(Row.ofKind(RowKind.INSERT, 1));
    rows.end();

    assertThat(text()).isEmpty();
  }

  @Test
  void changesArePrintedAtOnceAndNothingIsCutOff() {
    RowPrinter rows = TextTable.ofChanges(List.of("text", "rest"), stream);

    rows.print(Row.ofKind(RowKind.UPDATE_AFTER, "x".repeat(60), "two\nlines"));

    assertThat(text().lines()).last().isEqualTo("+U  " + "x".repeat(60) + "  two lines");
  }

  @Test
  void nestedValuesAreJson() {
    new JsonLines(List.of("all"), stream)
        .print(
            Row.of(
                Row.of(
                    new Object[] {1L, true, null},
                    Map.of("k", 1.5),
                    Instant.EPOCH,
                    new byte[] {1, 2})));

    assertThat(text())
        .isEqualTo(
            "{\"op\":\"+I\",\"row\":{\"all\":[[1,true,null],{\"k\":1.5},\"1970-01-01T00:00:00Z\",\"AQI=\"]}}\n");
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
