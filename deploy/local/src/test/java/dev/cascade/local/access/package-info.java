/** Who can do what at a real broker that is secured. */
@NullMarked
package dev.cascade.local.access;

import org.jspecify.annotations.NullMarked;
