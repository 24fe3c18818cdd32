package dev.cascade.inventory.domain;

import java.util.Optional;

/**
 * What can be ordered.
 *
 * @param id chosen by the client
 * @param name for people
 * @param listPrice the only price an order may state; empty where the price is open
 */
public record Product(String id, String name, Optional<Money> listPrice) {}
