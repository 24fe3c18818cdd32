/** Dead letters from the command line: the services' desks over HTTP. */
@NullMarked
package dev.cascade.local.letters;

import org.jspecify.annotations.NullMarked;
