/** The auditor: what the committed topics say, held against what is promised, while it happens. */
@NullMarked
package dev.cascade.auditor;

import org.jspecify.annotations.NullMarked;
