/**
 * Runs the packaged services as the manifests say: command and variables, probes, and how a pod
 * ends. What a node would add is made here: addresses of the loopback network, names, folders.
 */
@NullMarked
package dev.cascade.kubernetes.replay;

import org.jspecify.annotations.NullMarked;
