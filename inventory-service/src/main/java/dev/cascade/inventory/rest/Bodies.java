package dev.cascade.inventory.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of requests that are not like what is answered, for the contract and the tools that
 * are made from it; {@link Input} reads them.
 */
final class Bodies {

  private Bodies() {}

  /** A change of what is on hand. */
  @Schema(name = "AdjustStock")
  record Adjust(
      @Schema(description = "Makes it safe to repeat; made up when left out") String adjustmentId,
      @Schema(required = true, description = "Pieces that came, or less than 0 for those that went")
          Long delta,
      String reason) {}
}
