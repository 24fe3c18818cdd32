package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceDefinitionTest {

  private final List<ServiceDefinition> services = ServiceDefinition.load();

  @Test
  void theSixServicesAndTheConsoleHaveNamesAndPortsOfTheirOwn() {
    assertThat(services).hasSize(7);
    assertThat(services).extracting(ServiceDefinition::name).doesNotHaveDuplicates();
    assertThat(services).extracting(ServiceDefinition::port).doesNotHaveDuplicates();
  }

  @Test
  void onlyTheConsoleStartsLast() {
    assertThat(services)
        .filteredOn(ServiceDefinition::last)
        .extracting(ServiceDefinition::name)
        .containsExactly("console");
  }

  @Test
  void everyServiceIsAModule() {
    Path root = Path.of("").toAbsolutePath().getParent().getParent();

    assertThat(services)
        .allSatisfy(
            service -> assertThat(root.resolve(service.module()).resolve("pom.xml")).exists());
  }
}
