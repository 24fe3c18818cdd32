package dev.cascade.local.run;

import java.util.function.BooleanSupplier;

/**
 * What services run on, and others run.
 *
 * @param name as the part of one's own would be called
 * @param address where it is
 * @param answers whether it does, now
 */
record ForeignPart(String name, String address, BooleanSupplier answers) {}
