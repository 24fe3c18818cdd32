/** What a deployment of another size can do, reckoned from what was measured here. */
@NullMarked
package dev.cascade.bench.capacity;

import org.jspecify.annotations.NullMarked;
