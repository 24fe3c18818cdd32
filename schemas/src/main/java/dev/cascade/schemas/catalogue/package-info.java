/** The topic catalogue: which topics exist, what is in them, and who writes them, as data. */
@NullMarked
package dev.cascade.schemas.catalogue;

import org.jspecify.annotations.NullMarked;
