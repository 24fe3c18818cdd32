/** The manifests before a real API server, with an etcd, without nodes and controllers. */
@NullMarked
package dev.cascade.kubernetes.server;

import org.jspecify.annotations.NullMarked;
