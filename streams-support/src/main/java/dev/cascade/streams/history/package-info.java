/**
 * The committed records of some keys since a moment, read from the topics when somebody asks. There
 * is no standing consumer; every question is bounded, and what it could not see it says.
 */
@NullMarked
package dev.cascade.streams.history;

import org.jspecify.annotations.NullMarked;
