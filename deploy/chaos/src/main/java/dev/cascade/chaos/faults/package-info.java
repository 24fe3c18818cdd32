/** How each fault is done to real processes, and taken back. */
@NullMarked
package dev.cascade.chaos.faults;

import org.jspecify.annotations.NullMarked;
