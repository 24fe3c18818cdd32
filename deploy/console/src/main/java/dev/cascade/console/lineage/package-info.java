/** Which application reads and writes which topic, as the running services say. */
@NullMarked
package dev.cascade.console.lineage;

import org.jspecify.annotations.NullMarked;
