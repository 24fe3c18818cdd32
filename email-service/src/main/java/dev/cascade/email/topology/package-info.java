/** The flows: from orders and payments to requests, from requests to outcomes. */
@NullMarked
package dev.cascade.email.topology;

import org.jspecify.annotations.NullMarked;
