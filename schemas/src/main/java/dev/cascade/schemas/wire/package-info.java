/** Values as they lie on topics: their frame, and reading what anybody may have written. */
@NullMarked
package dev.cascade.schemas.wire;

import org.jspecify.annotations.NullMarked;
