package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutRulesTest {

  private static final String TIDY = "dev.cascade.testing.fixture.tidy";
  private static final String UNTIDY = "dev.cascade.testing.fixture.untidy";

  @Test
  void aTidyServicePasses() {
    assertThatCode(() -> check(TIDY)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The domain knows Java, JSpecify and itself",
        "The domain is told the time and chance",
        "Instant.now()",
        "UUID.randomUUID()",
        "A topology does not know who asks over HTTP",
        "REST meets Avro only by way of the contract package",
        "A service does not know another service",
        "A package is named after its subject",
        "Times are java.time",
        "SilentClient makes a client that the lineage misses",
        "A request has a virtual thread of its own"
      })
  void anUntidyServiceIsToldEachFault(String fault) {
    assertThatThrownBy(() -> check(UNTIDY))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(fault);
  }

  @Test
  void aPackageWithoutClassesIsAFaultAndNotASuccess() {
    assertThatThrownBy(() -> LayoutRules.check("dev.cascade.nowhere"))
        .hasMessageContaining("nothing was checked");
  }

  @Test
  void aPackageWithoutPurposeIsNamed(@TempDir Path sources) throws IOException {
    Path silent = Files.createDirectories(sources.resolve("dev/silent"));
    Files.writeString(silent.resolve("Thing.java"), "package dev.silent;");
    Path said = Files.createDirectories(sources.resolve("dev/said"));
    Files.writeString(said.resolve("package-info.java"), "/** Why. */\n@NullMarked\npackage said;");

    assertThatThrownBy(() -> PackageDocumentation.check(sources))
        .hasMessageContaining("dev/silent")
        .hasMessageNotContaining("dev/said");
  }

  private static void check(String basePackage) {
    JavaClasses code = new ClassFileImporter().importPackages(basePackage);
    LayoutRules.rules(basePackage).check(code);
  }
}
