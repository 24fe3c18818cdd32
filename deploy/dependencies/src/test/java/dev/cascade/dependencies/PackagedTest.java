package dev.cascade.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.bill.Bill;
import dev.cascade.local.bill.LicenceRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bill of materials, which the build has made just before. */
class PackagedTest {

  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final List<String> APPLICATIONS =
      List.of(
          "orders-service",
          "payments-service",
          "inventory-service",
          "fraud-service",
          "order-details-service",
          "email-service",
          "deploy/console");

  private static Bill bill;

  @BeforeAll
  static void read() throws IOException {
    bill = Bill.read(MODULE.resolve("target/bom.json"));
  }

  @Test
  void everythingIsUnderALicenceThatIsAllowed() throws IOException {
    LicenceRules rules = LicenceRules.read(MODULE.resolve("licences.json"));

    assertThat(rules.violations(bill))
        .as("what may not be packaged; deploy/dependencies/licences.json has the rules")
        .isEmpty();
    assertThat(rules.unused(bill)).as("rules for what is not packaged any more").isEmpty();
  }

  /** Quarkus writes down what it packages; Maven's class path, which the bill is of, is another. */
  @Test
  void theBillHasEverythingThatIsPackaged() {
    Set<String> billed =
        bill.components().stream().map(Object::toString).collect(Collectors.toSet());
    Set<String> unbilled = new TreeSet<>();
    for (String application : APPLICATIONS) {
      packaged(application).filter(it -> !billed.contains(it)).forEach(unbilled::add);
    }

    assertThat(unbilled).as("packaged, but on no bill").isEmpty();
  }

  private static Stream<String> packaged(String application) {
    Path list =
        MODULE
            .resolve("../..")
            .resolve(application)
            .resolve("target/quarkus-app/quarkus-app-dependencies.txt");
    try {
      return Files.readAllLines(list).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("dev.cascade"))
          .map(line -> line.split(":", -1))
          .map(parts -> parts[0] + ":" + parts[1] + ":" + parts[parts.length - 1]);
    } catch (IOException e) {
      throw new UncheckedIOException(application + " is not packaged", e);
    }
  }
}
