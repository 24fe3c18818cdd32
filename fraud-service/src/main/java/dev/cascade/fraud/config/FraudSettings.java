package dev.cascade.fraud.config;

import dev.cascade.fraud.domain.CustomerLevel;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Configuration of the service. */
@ConfigMapping(prefix = "cascade.fraud")
public interface FraudSettings {

  /** What a customer may spend in one window, in the currency's main unit, such as 2000.00. */
  @WithDefault("2000.00")
  BigDecimal limit();

  /** Limits of customers of a level, instead of {@code limit}, in any currency. */
  Map<CustomerLevel, BigDecimal> levelLimits();

  /** Limits in a currency, by ISO 4217 code, for customers without a limit of their level. */
  Map<String, BigDecimal> currencyLimits();

  /**
   * From which share of the limit on, such as 0.9, an order waits for a person; without it none
   * does, unless its customer's level has a share of its own.
   */
  Optional<BigDecimal> reviewFrom();

  /** Shares for customers of a level, instead of {@code review-from}. */
  Map<CustomerLevel, BigDecimal> levelReviewFrom();

  /**
   * How long a reviewer has. Orders wait no longer than {@code cascade.orders.patience.review}
   * beyond their rule's deadline, whatever this says.
   */
  @WithDefault("PT10M")
  Duration reviewTime();

  /** How long after its order's creation a review can be read. */
  @WithDefault("P7D")
  Duration reviewMemory();

  /** How long whoever decides on a review waits to see it decided. */
  @WithDefault("PT5S")
  Duration decisionTimeout();

  /** The sliding window. */
  @WithDefault("PT1H")
  Duration window();

  /**
   * How much later than others an order may arrive and still be judged by all of its window. Must
   * be longer than the deadline of any validation rule: a later verdict finds its order failed.
   */
  @WithDefault("PT10M")
  Duration grace();

  /** Time between two looks at what may be forgotten. */
  @WithDefault("PT1S")
  Duration sweepInterval();

  /** How many orders are forgotten at most at one look. */
  @WithDefault("1000")
  int sweepEntries();

  /** How many of the latest alerts are kept in memory for reading. */
  @WithDefault("1000")
  int recentAlerts();

  /** How long a read looks for the instance that can answer it, unless the caller says. */
  @WithDefault("PT0.5S")
  Duration readTimeout();

  /** The longest that a caller may ask for. */
  @WithDefault("PT30S")
  Duration longestTimeout();
}
