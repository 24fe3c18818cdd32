/** The service's configuration. */
@NullMarked
package dev.cascade.orderdetails.config;

import org.jspecify.annotations.NullMarked;
