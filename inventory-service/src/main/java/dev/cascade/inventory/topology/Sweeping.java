package dev.cascade.inventory.topology;

import java.time.Duration;

/**
 * How quickly forgotten decisions leave the stores.
 *
 * @param interval time between two steps
 * @param entriesPerStep how many entries of a store a step looks at
 */
public record Sweeping(Duration interval, int entriesPerStep) {}
