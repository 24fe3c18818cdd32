/** Tests of the alert rules and dashboards, which are files. */
package dev.cascade.observability;
