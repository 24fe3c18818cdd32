/** What was sent, over HTTP. */
@NullMarked
package dev.cascade.email.rest;

import org.jspecify.annotations.NullMarked;
