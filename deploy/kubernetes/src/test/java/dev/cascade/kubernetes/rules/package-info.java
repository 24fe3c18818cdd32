/** What must hold for every object; each class is one rule. */
@NullMarked
package dev.cascade.kubernetes.rules;

import org.jspecify.annotations.NullMarked;
