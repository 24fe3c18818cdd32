/** Who writes and who reads which topic, as the running services say. */
@NullMarked
package dev.cascade.local.lineage;

import org.jspecify.annotations.NullMarked;
