/** The workloads: each prepares what it needs, puts load on the system, and measures. */
@NullMarked
package dev.cascade.bench.workload;

import org.jspecify.annotations.NullMarked;
