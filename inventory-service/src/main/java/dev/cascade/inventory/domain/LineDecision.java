package dev.cascade.inventory.domain;

import java.util.Optional;

/**
 * What follows from a line command.
 *
 * @param effect what it did
 * @param stock the product's stock from now on
 * @param line the line's state from now on
 * @param verdict the verdict to give
 */
public record LineDecision(
    LineEffect effect, Stock stock, LineState line, Optional<LineVerdict> verdict) {}
