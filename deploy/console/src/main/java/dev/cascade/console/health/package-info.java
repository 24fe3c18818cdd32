/** Whether each service, each instance and the platform is there. */
@NullMarked
package dev.cascade.console.health;

import org.jspecify.annotations.NullMarked;
