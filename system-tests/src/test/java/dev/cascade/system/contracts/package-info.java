/** The HTTP contracts of the services: what clients were promised stays. */
@NullMarked
package dev.cascade.system.contracts;

import org.jspecify.annotations.NullMarked;
