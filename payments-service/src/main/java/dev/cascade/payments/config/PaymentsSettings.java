package dev.cascade.payments.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;

/** Configuration of the service. */
@ConfigMapping(prefix = "cascade.payments")
public interface PaymentsSettings {

  /** Currency whose house accounts are named world and merchant, open from the start. */
  @WithDefault("EUR")
  String defaultCurrency();

  /**
   * Whether an account has at most one debit in flight, the others queued in order. Drain the gate
   * before this is changed: a debit that is in flight meanwhile would block its account.
   */
  @WithDefault("false")
  boolean singleDebit();

  /**
   * A debit that takes the available amount below this raises an alert; in the default currency.
   */
  @WithDefault("10.00")
  BigDecimal lowBalance();

  /** How long an authorisation holds money. */
  @WithDefault("P7D")
  Duration holdTime();

  /**
   * How long a payment is remembered after its last change, for repeats and refunds. Longer than an
   * order may wait to be shipped ({@code cascade.orders.patience.shipping}, 30 days): the refund of
   * one that is not shipped in time needs it.
   */
  @WithDefault("P45D")
  Duration ledgerRetention();

  /** How long a payment can be read after its last change; no longer than its topics keep it. */
  @WithDefault("P7D")
  Duration paymentRetention();

  /** How long the lines of statements are kept. */
  @WithDefault("P90D")
  Duration statementRetention();

  /** How long the windows of confirmed payments are kept. */
  @WithDefault("PT24H")
  Duration throughputRetention();

  /** A payment that takes longer is listed in its window. */
  @WithDefault("PT1S")
  Duration outlierThreshold();

  /** Most reads that wait at one moment on each view. */
  @WithDefault("10000")
  int maxWaiters();

  /** How long a read waits unless the caller says otherwise. */
  @WithDefault("PT0.5S")
  Duration readTimeout();

  /** How long the reading of a timeline takes at most unless the caller says otherwise. */
  @WithDefault("PT3S")
  Duration timelineTimeout();

  /** How long a write waits for its effect unless the caller says otherwise. */
  @WithDefault("PT5S")
  Duration writeTimeout();

  /** The longest that a caller may wait. */
  @WithDefault("PT30S")
  Duration longestTimeout();

  /** Payments per second that a ramp grows to when there is no limit after it. */
  @WithDefault("1000")
  int rampCeiling();
}
