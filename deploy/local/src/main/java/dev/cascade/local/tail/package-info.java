/** Printing a topic as it arrives, Avro decoded to JSON. */
@NullMarked
package dev.cascade.local.tail;

import org.jspecify.annotations.NullMarked;
