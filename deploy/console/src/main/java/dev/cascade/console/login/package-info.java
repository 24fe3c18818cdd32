/** Who looks at the pages, where the services ask for tokens: the user's own, and none besides. */
@NullMarked
package dev.cascade.console.login;

import org.jspecify.annotations.NullMarked;
