/** Creating the topics and registering the schemas on a platform that others run. */
@NullMarked
package dev.cascade.local.install;

import org.jspecify.annotations.NullMarked;
