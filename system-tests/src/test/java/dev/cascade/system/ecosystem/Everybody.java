package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

/** All services and the console. */
public final class Everybody {

  private Everybody() {}

  /**
   * Sees that each says it is ready.
   *
   * @throws AssertionError when one does not
   */
  public static void isReady(Ecosystem ecosystem) {
    Http http = new Http();
    Stream.concat(
            Ecosystem.SERVICES.stream().map(ecosystem::url), Stream.of(ecosystem.consoleUrl()))
        .forEach(
            url -> assertThat(http.get(url + "/q/health/ready").status()).as(url).isEqualTo(200));
  }
}
