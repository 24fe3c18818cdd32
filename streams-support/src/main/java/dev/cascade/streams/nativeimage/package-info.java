/**
 * What the compiler of native executables cannot see for itself: classes that are found by name
 * when a service runs, services of {@code ServiceLoader}, and files on the class path. All of it is
 * said here, while an executable is built; nothing of it runs on a JVM.
 */
@NullMarked
package dev.cascade.streams.nativeimage;

import org.jspecify.annotations.NullMarked;
