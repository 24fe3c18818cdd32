package dev.cascade.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.rules.Rule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kustomization is rendered, decoded without an unknown field, and keeps every rule. */
class ManifestsTest {

  static Stream<Arguments> everyRuleOfEveryOverlay() {
    return Stream.of(
            "overlays/local",
            "overlays/production",
            "overlays/production-strimzi",
            RegistryCredentialsTest.WITH)
        .flatMap(folder ->
            Rule.ALL.stream()
                .map(rule -> Arguments.of(folder, named(rule.getClass().getSimpleName(), rule))));
  }

  @ParameterizedTest
  @MethodSource("everyRuleOfEveryOverlay")
  void theObjectsKeepTheRule(String folder, Rule rule) {
    assertThat(rule.violations(Manifests.of(folder))).isEmpty();
  }

  @Test
  void everyServiceOfTheSystemIsThere() {
    Set<String> services =
        Manifests.of("base").services().stream()
            .map(set -> set.getMetadata().getName())
            .collect(Collectors.toSet());

    assertThat(services)
        .containsExactlyInAnyOrder(
            "orders", "payments", "inventory", "fraud", "order-details", "email");
  }
}
