/** Starts the auditor by configuration, keeps it reading, and counts what it finds. */
@NullMarked
package dev.cascade.auditor.run;

import org.jspecify.annotations.NullMarked;
