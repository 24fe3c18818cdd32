/** Avro values as people read and write them: plain JSON. */
@NullMarked
package dev.cascade.streams.avrojson;

import org.jspecify.annotations.NullMarked;
