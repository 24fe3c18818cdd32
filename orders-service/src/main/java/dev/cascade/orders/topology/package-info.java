/** Which records meet where: the lifecycle that decides, and the views that are served. */
@NullMarked
package dev.cascade.orders.topology;

import org.jspecify.annotations.NullMarked;
