/** Those who order and pay meanwhile, and what they are answered. */
@NullMarked
package dev.cascade.chaos.users;

import org.jspecify.annotations.NullMarked;
