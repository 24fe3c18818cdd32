package dev.cascade.inventory.domain;

import dev.cascade.inventory.domain.StockCommand.OnLine;

/**
 * What became of a line of an order.
 *
 * @param productId what was ordered
 * @param command what its stock has to do
 */
public record LineChange(String productId, OnLine command) {}
