package dev.cascade.payments.domain.control;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of the gate; the latest command says all of it.
 *
 * @param commandId named in every acknowledgement, empty for the default
 * @param mode what the gate shall do
 * @param ratePerSecond most payments per second over all instances, null for no limit
 * @param ramp how long the rate takes to grow to the full one after a resume
 * @param issuedAt when it was asked
 */
public record GateCommand(
    String commandId, Mode mode, @Nullable Integer ratePerSecond, Duration ramp, Instant issuedAt) {

  /** The scope that all commands to the gate have. */
  public static final String SCOPE = "payments";

  /** What holds until the first command. */
  public static final GateCommand DEFAULT =
      new GateCommand("", Mode.RUN, null, Duration.ZERO, Instant.EPOCH);

  /** What the gate shall do. */
  public enum Mode {
    /** Let payments in. */
    RUN,
    /** Let nothing in. */
    PAUSE,
    /** Let nothing in, and tell when nothing is in flight any more. */
    DRAIN
  }
}
