/** What customers spend, and recent alerts, over HTTP. */
@NullMarked
package dev.cascade.fraud.rest;

import org.jspecify.annotations.NullMarked;
