package dev.cascade.fraud.domain;

/** How valued a customer is. */
public enum CustomerLevel {
  /** As every customer begins. */
  BRONZE,
  /** Above bronze. */
  SILVER,
  /** Above silver. */
  GOLD,
  /** The most valued. */
  PLATINUM
}
