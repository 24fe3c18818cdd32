package dev.cascade.orderdetails.config;

import dev.cascade.streams.identity.Access;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Which role may do what; what is not listed is nobody's. */
final class Permissions {

  private static final String TABLE =
      """
      # The service has no routes but those of every service.
      """;

  private Permissions() {}

  @Produces
  @Singleton
  static Access access() {
    return Access.of(TABLE);
  }
}
