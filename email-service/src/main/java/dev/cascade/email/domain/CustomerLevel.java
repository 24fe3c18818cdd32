package dev.cascade.email.domain;

/** How valued a customer is. */
public enum CustomerLevel {
  BRONZE,
  SILVER,
  GOLD,
  PLATINUM
}
