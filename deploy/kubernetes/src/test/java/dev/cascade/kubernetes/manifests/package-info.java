/** Rendering kustomizations, and decoding what comes out into the published models. */
@NullMarked
package dev.cascade.kubernetes.manifests;

import org.jspecify.annotations.NullMarked;
