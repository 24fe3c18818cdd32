/** Products, stock and reservations: who gets which pieces, decided once. */
@NullMarked
package dev.cascade.inventory;

import org.jspecify.annotations.NullMarked;
