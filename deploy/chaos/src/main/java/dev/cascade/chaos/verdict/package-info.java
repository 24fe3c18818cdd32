/** Whether everything has settled, and the recount of all that is committed. */
@NullMarked
package dev.cascade.chaos.verdict;

import org.jspecify.annotations.NullMarked;
