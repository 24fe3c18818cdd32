package dev.cascade.email.rest;

import dev.cascade.streams.identity.Access;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Which role may do what; what is not listed is nobody's. */
final class Permissions {

  private static final String TABLE =
      """
      # A mail has an address in it, and nothing says here whose order it is about.
      GET  /v1/emails                   operator auditor
      GET  /v1/emails/stats             operator auditor
      POST /v1/emails/{orderId}/resend  operator
      """;

  private Permissions() {}

  @Produces
  @Singleton
  static Access access() {
    return Access.of(TABLE);
  }
}
