/** The two topologies: one judges orders, one serves what is spent. */
@NullMarked
package dev.cascade.fraud.topology;

import org.jspecify.annotations.NullMarked;
