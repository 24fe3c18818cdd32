/** Topics as tables: each key is a row, as its latest record says. */
@NullMarked
package dev.cascade.connect.report;

import org.jspecify.annotations.NullMarked;
