/** Takes orders, decides their life, serves their reads. */
@NullMarked
package dev.cascade.orders;

import org.jspecify.annotations.NullMarked;
