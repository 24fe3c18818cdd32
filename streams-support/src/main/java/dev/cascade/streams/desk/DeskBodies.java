package dev.cascade.streams.desk;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of requests to the desk, for the contract and the tools that are made from it; {@link
 * DeskRequest} reads them.
 */
final class DeskBodies {

  private static final String BY = "Who decides; where tokens are asked for, their subject counts";

  private DeskBodies() {}

  /** A letter is not needed. */
  @Schema(name = "DiscardLetter")
  record Discard(
      @Schema(required = true, description = BY) String by, @Schema(required = true) String why) {}

  /** A letter's record goes on its topic again. */
  @Schema(name = "ReplayLetter")
  record Replay(
      @Schema(required = true, description = BY) String by,
      @Schema(required = true) String why,
      @Schema(description = "Instead of the record's own; as JSON of the topic's schema")
          Map<String, Object> value) {}

  /** Many do. */
  @Schema(name = "ReplayLetters")
  record ReplayMany(
      @Schema(required = true, description = BY) String by,
      @Schema(required = true) String why,
      @Schema(description = "Only those read from there") String topic,
      @Schema(description = "Only those with that failure") String reason,
      @Schema(description = "From the answer before") String cursor) {}
}
