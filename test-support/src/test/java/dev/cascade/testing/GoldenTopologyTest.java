package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTopologyTest {

  @TempDir Path folder;

  @Test
  void anAcceptedDescriptionMatches() {
    Path golden = folder.resolve("golden/flow.txt");
    GoldenTopology.assertMatches("source\nsink\n", golden, true);

    assertThat(Files.exists(golden)).isTrue();
    assertThatCode(() -> GoldenTopology.assertMatches("source\nsink", golden, false))
        .doesNotThrowAnyException();
  }

  @Test
  void aChangedDescriptionFailsAndShowsTheChangedLines() {
    Path golden = folder.resolve("flow.txt");
    GoldenTopology.assertMatches("source\nstore orders\nsink", golden, true);

    assertThatThrownBy(
            () -> GoldenTopology.assertMatches("source\nstore other\nsink", golden, false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("- store orders")
        .hasMessageContaining("+ store other")
        .hasMessageNotContaining("- source");
  }

  @Test
  void aMissingFileFails() {
    assertThatThrownBy(
            () -> GoldenTopology.assertMatches("source", folder.resolve("none.txt"), false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("golden.update");
  }

  @Test
  void addedAndRemovedLinesAreToldApart() {
    assertThat(LineDiff.between(List.of("a", "b", "c"), List.of("b", "c", "d")))
        .containsExactly("- a", "+ d");
  }
}
