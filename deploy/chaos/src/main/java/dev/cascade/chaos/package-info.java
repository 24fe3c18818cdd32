/** Faults on the real ecosystem under load, and what became of it: {@code ./cascade chaos}. */
@NullMarked
package dev.cascade.chaos;

import org.jspecify.annotations.NullMarked;
