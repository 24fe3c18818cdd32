/** Reading bytes that anybody may have written. */
@NullMarked
package dev.cascade.schemas.wire;

import org.jspecify.annotations.NullMarked;
