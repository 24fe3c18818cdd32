/**
 * Keys and passwords of a secured broker and its users, as files that only their owner can read.
 */
@NullMarked
package dev.cascade.local.secrets;

import org.jspecify.annotations.NullMarked;
