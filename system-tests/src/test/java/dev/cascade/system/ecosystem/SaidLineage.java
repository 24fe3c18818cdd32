package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What a service says that its applications and clients read and write. */
public final class SaidLineage {

  private SaidLineage() {}

  /** The answer of that service; fails unless it answers, and for itself. */
  public static JsonNode of(Ecosystem ecosystem, String service) {
    Http.Answer answer = new Http().get(ecosystem.url(service) + "/v1/lineage");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.field("service")).isEqualTo(service + "-service");
    return answer.body();
  }
}
