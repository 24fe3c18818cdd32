/** Avro on the wire, framed with the registry's 4-byte schema id, and domain types behind it. */
@NullMarked
package dev.cascade.streams.serde;

import org.jspecify.annotations.NullMarked;
