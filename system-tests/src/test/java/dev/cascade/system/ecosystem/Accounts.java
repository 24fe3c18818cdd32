package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

/** Accounts, opened by HTTP. */
public final class Accounts {

  private final Http http = new Http();
  private final String url;

  /** Those of the ecosystem. */
  public Accounts(Ecosystem ecosystem) {
    this.url = ecosystem.url("payments") + "/v1/accounts";
  }

  /**
   * Opens one in euros.
   *
   * @param overdraft how far below zero it may go, as a decimal
   */
  public void open(String id, String overdraft) {
    Http.Answer opened =
        http.post(
            url,
            "{\"id\":\"%s\",\"currency\":\"EUR\",\"overdraftLimit\":\"%s\"}"
                .formatted(id, overdraft));
    assertThat(opened.status()).as(opened.text()).isIn(200, 201);
  }
}
