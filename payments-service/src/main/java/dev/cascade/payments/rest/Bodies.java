package dev.cascade.payments.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of requests, for the contract and the tools that are made from it. They are read field
 * by field elsewhere ({@link Input}), so that everything wrong with one is named at once.
 */
final class Bodies {

  private Bodies() {}

  /** How far below zero a balance may go. */
  @Schema(name = "OverdraftLimit")
  record OverdraftLimit(
      @Schema(description = "Decimal string in the account's currency; needed")
          String overdraftLimit,
      @Schema(description = "ISO 4217, the account's; needed") String currency) {}

  /** A limit of the rate. */
  @Schema(name = "Rate")
  record Rate(
      @Schema(
              nullable = true,
              minimum = "1",
              maximum = "" + ControlResource.MAX_RATE,
              description = "Over all instances; no limit when it is null or left out")
          Integer ratePerSecond,
      @Schema(
              minimum = "0",
              maximum = "" + ControlResource.MAX_RAMP_MILLIS,
              description = "How long the rate takes to grow to it")
          Integer rampMillis) {}
}
