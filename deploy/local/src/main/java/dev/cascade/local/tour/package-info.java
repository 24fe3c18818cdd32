/** The guided tour: real calls to the running services, with their real answers. */
@NullMarked
package dev.cascade.local.tour;

import org.jspecify.annotations.NullMarked;
