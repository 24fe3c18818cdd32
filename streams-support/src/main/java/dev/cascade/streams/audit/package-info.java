/** What operators did to the running system, as facts on a topic. */
@NullMarked
package dev.cascade.streams.audit;

import org.jspecify.annotations.NullMarked;
