/** The committed topics, followed by one consumer for all browsers. */
@NullMarked
package dev.cascade.console.topics;

import org.jspecify.annotations.NullMarked;
