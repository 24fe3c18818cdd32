/** The service over HTTP: products and stock. */
@NullMarked
package dev.cascade.inventory.rest;

import org.jspecify.annotations.NullMarked;
