/** Which fields of the contracts are about a person, and what stands in their place elsewhere. */
@NullMarked
package dev.cascade.schemas.personal;

import org.jspecify.annotations.NullMarked;
