/**
 * Who calls over HTTP, told by a signed token, and what he may do, told by a table of routes and
 * roles. Off unless it is switched on; then everything that the table does not list is refused.
 */
@NullMarked
package dev.cascade.streams.identity;

import org.jspecify.annotations.NullMarked;
