/**
 * The ecosystem of {@code deploy/compose} in containers, known only by the ports that it publishes.
 */
@NullMarked
package dev.cascade.system.containers;

import org.jspecify.annotations.NullMarked;
