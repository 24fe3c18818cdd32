package dev.cascade.console.relay;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Leaves the check of addresses to {@link AddressCheck}. Quarkus has the same check before all
 * routes, and answers 400 without a word; a system property that it reads once, before any bean is
 * there, switches that off. The configuration is the first of a service's code to run.
 */
public final class OwnAddressCheck implements SmallRyeConfigBuilderCustomizer {

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    System.setProperty("vertx.disableURIValidation", "true");
  }
}
