package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many instances of each service a home has, as it keeps that. */
class HomeInstancesTest {

  @TempDir Path home;

  private final HomeSettings fresh = HomeSettings.ofBrokers(1);

  @Test
  void aFreshHomeHasOneOfEachAndNoEntry() {
    assertThat(names(fresh)).contains("orders").doesNotContain("orders#2", "entry");
  }

  @Test
  void severalAreListedWithTheirEntryAndKept() {
    fresh.withInstances("orders", 3).withInstances("email", 2).keep(home);

    assertThat(names(HomeSettings.of(home)))
        .containsSubsequence("orders", "orders#2", "orders#3", "email", "email#2", "entry")
        .doesNotContain("payments#2");
  }

  @Test
  void theEntryStaysForOneInstanceUntilTheNextStart() {
    HomeSettings scaledBack = fresh.withInstances("orders", 1).withInstances("email", 2);

    assertThat(scaledBack.isBehindEntry("orders")).isTrue();
    assertThat(scaledBack.withoutIdleEntry().isBehindEntry("orders")).isFalse();
    assertThat(scaledBack.withoutIdleEntry().instances("email")).isEqualTo(2);
    assertThat(scaledBack.withoutIdleEntry().brokers()).isEqualTo(1);
  }

  @Test
  void noTwoPartsHaveAPortInCommonHoweverManyThereAre() {
    HomeSettings most = fresh;
    for (ServiceDefinition service : ServiceDefinition.processing()) {
      most = most.withInstances(service.name(), HomeSettings.MOST_INSTANCES);
    }

    assertThat(ecosystem(most).all().stream().flatMap(it -> it.ports().values().stream()))
        .hasSizeGreaterThan(6 * HomeSettings.MOST_INSTANCES)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "-1", "two", ""})
  void aNumberThatCannotBeIsNamed(String number) throws IOException {
    Files.writeString(
        HomeSettings.file(home), "instances.orders=" + number, StandardCharsets.UTF_8);

    assertThatThrownBy(() -> HomeSettings.of(home))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("instances.orders must be 1 to 9");
  }

  private List<String> names(HomeSettings settings) {
    return ecosystem(settings).all().stream().map(PlatformServer::name).toList();
  }

  private Ecosystem ecosystem(HomeSettings settings) {
    return Ecosystem.of(new Installation(home, home, 0), settings);
  }
}
