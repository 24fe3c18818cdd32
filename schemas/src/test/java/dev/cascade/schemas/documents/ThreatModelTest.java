package dev.cascade.schemas.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each row of SECURITY.md names the tests that hold it, or says that it is not tested, and why. */
class ThreatModelTest {

  private static final List<ThreatRow> ROWS = ThreatRow.all();
  private static final SourceTree SOURCES = SourceTree.ofTheProject();

  @Test
  void thereAreRows() {
    assertThat(ROWS).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  void aRowIsHeldByATestOrSaysWhyByNone(ThreatRow row) {
    assertThat(!row.tests().isEmpty() || row.heldBy().startsWith("not tested: "))
        .as("it has `SomeTest.aMethod`, or 'not tested: ' and the reason")
        .isTrue();
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  void theTestsThatItNamesAreThere(ThreatRow row) throws IOException {
    for (ThreatRow.NamedTest test : row.tests()) {
      assertThat(SOURCES.files(test.type())).as("files of " + test.type()).isNotEmpty();
      StringBuilder text = new StringBuilder();
      for (var file : SOURCES.files(test.type())) {
        text.append(Files.readString(file));
      }
      assertThat(text).as(test.toString()).containsPattern(test.declaration());
    }
  }
}
