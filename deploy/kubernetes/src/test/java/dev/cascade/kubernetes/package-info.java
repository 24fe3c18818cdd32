/** The manifests as a cluster would get them, decoded strictly and held against rules. */
@NullMarked
package dev.cascade.kubernetes;

import org.jspecify.annotations.NullMarked;
