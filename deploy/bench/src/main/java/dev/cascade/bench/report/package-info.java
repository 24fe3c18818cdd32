/** Results for people (tables, a plot) and for programs (JSON). */
@NullMarked
package dev.cascade.bench.report;

import org.jspecify.annotations.NullMarked;
