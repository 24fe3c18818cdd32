package dev.cascade.local.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LicenceRulesTest {

  private final LicenceRules rules =
      new LicenceRules(
          Set.of("Apache-2.0", "MIT"),
          Map.of("The Apache License", "Apache-2.0"),
          Map.of("d:d", new LicenceRules.Decision("MIT", "in its LICENSE")));

  @Test
  void whatIsAllowedPassesByItsIdItsNameAsOneOfSeveralAndByDecision() {
    assertThat(
            violations(
                component("a:a", "MIT"),
                component("b:b", "The Apache License"),
                component("c:c", "GPL-2.0-only", "Apache-2.0"),
                component("d:d")))
        .isEmpty();
  }

  @Test
  void whatIsForbiddenUnknownOrSilentIsToldWithWhatToDo() {
    assertThat(violations(component("a:a", "GPL-3.0-only"), component("b:b")))
        .satisfiesExactly(
            line -> assertThat(line).contains("a:a:1", "GPL-3.0-only", "Take another library"),
            line -> assertThat(line).contains("b:b:1", "no licence", "'decided'"));
  }

  @Test
  void aRuleThatNothingNeedsIsTold() {
    assertThat(rules.unused(new Bill(List.of(component("a:a", "MIT")))))
        .containsExactly("The Apache License", "d:d");
  }

  private List<String> violations(Component... components) {
    return rules.violations(new Bill(List.of(components)));
  }

  private static Component component(String name, String... licences) {
    return new Component(name, "1", List.of(licences));
  }
}
