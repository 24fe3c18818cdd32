/** The most recent alerts, kept in memory from the topic fraud-alerts. */
@NullMarked
package dev.cascade.fraud.alerts;

import org.jspecify.annotations.NullMarked;
