/** What the payment gate was told, who obeys it, and the load that is generated. */
@NullMarked
package dev.cascade.console.control;

import org.jspecify.annotations.NullMarked;
