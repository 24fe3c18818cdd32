/** The sample data: read from plain files, loaded through the doors that everybody uses. */
@NullMarked
package dev.cascade.local.data;

import org.jspecify.annotations.NullMarked;
