/** Values between Connect's idea of data and the contract's records in the registry's frame. */
@NullMarked
package dev.cascade.connect.contract;

import org.jspecify.annotations.NullMarked;
