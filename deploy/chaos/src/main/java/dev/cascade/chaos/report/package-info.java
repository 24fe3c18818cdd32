/** What a run says of itself, to people and to a file. */
@NullMarked
package dev.cascade.chaos.report;

import org.jspecify.annotations.NullMarked;
