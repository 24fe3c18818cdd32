package dev.cascade.fraud.topology;

import java.time.Duration;

/**
 * How old orders are forgotten.
 *
 * @param memory how long after its creation an order is remembered
 * @param interval time between two looks
 * @param entries the most that are forgotten at one look
 */
public record Sweeping(Duration memory, Duration interval, int entries) {}
